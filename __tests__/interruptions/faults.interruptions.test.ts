import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { Cases } from "./support/cases";

const seed = 2026;

let cases: Cases;
beforeAll(async () => {
  cases = await Cases.start();
});
afterAll(() => cases.stop());

test("a first deploy whose connection was cut converges by one repetition", async () => {
  expect(await cases.cut()).toMatchObject({ repetitions: 1, planned: "", outside: [] });
});

test("a first deploy whose credentials expired converges by one repetition", async () => {
  expect(await cases.expire()).toMatchObject({ repetitions: 1, planned: "", outside: [] });
});

test("a first deploy with 30 % of its requests throttled converges", async () => {
  expect(await cases.disturb("30 % throttled", 0.3, ["throttled"], seed)).toMatchObject({ planned: "", outside: [] });
});

test("a first deploy with 5 % of its connections reset converges, and lists what AWS made twice", async () => {
  const { planned, outside, listed } = await cases.disturb("5 % reset", 0.05, ["request lost", "response lost"], seed);
  expect(planned).toBe("");
  // Where a response is lost, the SDK asks again, and AWS creates a second one of what has no unique name.
  expect(listed).toEqual(outside);
});
