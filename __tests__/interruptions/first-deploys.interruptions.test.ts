import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { Cases } from "./support/cases";

const seed = 2026;
const kills = 20;

let cases: Cases;
beforeAll(async () => {
  cases = await Cases.start();
});
afterAll(() => cases.stop());

test.each(Array.from({ length: kills }, (_, index) => [index]))(
  "a first deploy that is killed (%i) converges by one repetition",
  async (index) => {
    expect(await cases.killFirst(index, kills, seed)).toMatchObject({ repetitions: 1, planned: "", outside: [] });
  },
);
