import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { scheduleProblem } from "../../src/config/schedule-problem";

describe("a schedule that AWS takes", () => {
  test.each([
    "cron(0 3 * * ? *)",
    "cron(*/15 8-18 ? * MON-FRI *)",
    "cron(0,30 0/6 1,15 JAN-MAR ? 2027-2030)",
    "cron(0 10 L * ? *)",
    "cron(0 10 15W * ? *)",
    "cron(0 10 ? * 6L *)",
    "cron(0 10 ? * FRI#2 2027)",
    "rate(1 minute)",
    "rate(5 minutes)",
    "rate(12 hours)",
    "rate(7 days)",
  ])("%s has no problem", (schedule) => {
    expect(scheduleProblem(schedule)).toBeUndefined();
  });

  test("is any minute of any hour of any day", () => {
    fc.assert(
      fc.property(fc.nat(59), fc.nat(23), fc.integer({ min: 1, max: 31 }), (minute, hour, day) => {
        expect(scheduleProblem(`cron(${minute} ${hour} ${day} * ? *)`)).toBeUndefined();
      }),
    );
  });
});

describe("a schedule that AWS refuses", () => {
  test.each([
    ["0 3 * * *", '"0 3 * * *" is no schedule; write it as in cron(0 3 * * ? *) or rate(6 hours)'],
    [
      "at(2027-01-01T00:00:00)",
      '"at(2027-01-01T00:00:00)" is no schedule; write it as in cron(0 3 * * ? *) or rate(6 hours)',
    ],
    [
      "cron(0 3 * * *)",
      "cron(0 3 * * *) has 5 fields, and AWS takes 6: minutes hours day-of-month month day-of-week year; write it as in cron(0 3 * * ? *)",
    ],
    ["cron(60 3 * * ? *)", 'cron(60 3 * * ? *): "60" is no minutes; use 0 to 59, with * - , and /'],
    ["cron(0 24 * * ? *)", 'cron(0 24 * * ? *): "24" is no hours; use 0 to 23, with * - , and /'],
    ["cron(0 3 32 * ? *)", 'cron(0 3 32 * ? *): "32" is no day-of-month; use 1 to 31, with * - , and /'],
    ["cron(0 3 ? * 0 *)", 'cron(0 3 ? * 0 *): "0" is no day-of-week; use 1 to 7 or SUN to SAT, with * - , and /'],
    ["cron(0 3 ? 5-2 2 *)", 'cron(0 3 ? 5-2 2 *): "5-2" is no month; use 1 to 12 or JAN to DEC, with * - , and /'],
    ["cron(0/0 3 * * ? *)", 'cron(0/0 3 * * ? *): "0/0" is no minutes; use 0 to 59, with * - , and /'],
    ["cron(0 3 * * ? 26)", 'cron(0 3 * * ? 26): "26" is no year; use 1970 to 2199, with * - , and /'],
    [
      "cron(0 3 * * * *)",
      "cron(0 3 * * * *) must leave exactly one of day-of-month and day-of-week open; write ? there",
    ],
    [
      "cron(0 3 ? * ? *)",
      "cron(0 3 ? * ? *) must leave exactly one of day-of-month and day-of-week open; write ? there",
    ],
    [
      "rate(6 hour)",
      "rate(6 hour) is not a whole number above zero with minutes, hours or days; write it as in rate(6 hours)",
    ],
    [
      "rate(0 minutes)",
      "rate(0 minutes) is not a whole number above zero with minutes, hours or days; write it as in rate(6 hours)",
    ],
    [
      "rate(90 seconds)",
      "rate(90 seconds) is not a whole number above zero with minutes, hours or days; write it as in rate(6 hours)",
    ],
  ])("%s says why", (schedule, problem) => {
    expect(scheduleProblem(schedule)).toBe(problem);
  });

  test("is any number of fields but six", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constant("*"), { maxLength: 12 }).filter(({ length }) => length !== 6),
        (stars) => {
          expect(scheduleProblem(`cron(${stars.join(" ")})`)).toMatch(/fields, and AWS takes 6/);
        },
      ),
    );
  });
});
