import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { Cases } from "./support/cases";

const seed = 2026;
const kills = 5;

let cases: Cases;
beforeAll(async () => {
  cases = await Cases.start();
});
afterAll(() => cases.stop());

test.each(Array.from({ length: kills }, (_, index) => [index]))(
  "a change that is killed (%i) converges by one repetition",
  async (index) => {
    expect(await cases.killChange(index, kills, seed)).toMatchObject({ repetitions: 1, planned: "", outside: [] });
  },
);
