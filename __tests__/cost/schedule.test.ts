import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { runsPerMonth } from "../../src/cost/rules/schedule";

const days = 365 / 12;

test.each([
  ["rate(1 hour)", 730],
  ["rate(5 minutes)", 8760],
  ["rate(1 day)", 730 / 24],
  ["at(2026-11-22T13:00:00)", 1],
  ["cron(0 3 * * ? *)", days],
  ["cron(0 3,15 * * ? *)", 2 * days],
  ["cron(*/15 * * * ? *)", 96 * days],
  ["cron(0 8-18 ? * MON-FRI *)", (11 * 5 * days) / 7],
  ["cron(0 3 1 * ? *)", 1],
  ["cron(0 3 L * ? *)", 1],
  ["cron(0 3 ? * SUN *)", days / 7],
  ["cron(0 3 ? * 2#1 *)", 1],
  ["cron(0 3 ? * 6L *)", 1],
  ["cron(0 3 ? * L *)", days / 7],
  ["cron(0 3 1 JAN ? *)", 1 / 12],
  ["cron(0 22-2 * * ? *)", 5 * days],
])("%s fires %d times in a month", (expression, runs) => {
  expect(runsPerMonth(expression, 730)).toBeCloseTo(runs, 9);
});

test.each(["", "daily", "cron(0 3 * *)", "cron(a b c d e f)", "${var.schedule}"])("%j is no schedule", (expression) => {
  expect(runsPerMonth(expression, 730)).toBeUndefined();
});

test("a schedule fires as often a day as its minutes and hours together", () => {
  const some = (most: number): fc.Arbitrary<number[]> => fc.uniqueArray(fc.nat(most), { minLength: 1 });
  fc.assert(
    fc.property(some(59), some(23), (minutes, hours) => {
      const runs = runsPerMonth(`cron(${minutes.join()} ${hours.join()} * * ? *)`, 730);
      expect(runs).toBeCloseTo(minutes.length * hours.length * days, 6);
    }),
  );
});
