import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { type CronItem, readSchedule, sizeOf } from "../../src/schedules/schedule-expression";

/** A range as it is written, and as it is read. */
type Written = readonly [text: string, item: CronItem];

/** Items of a field whose numbers go from the least to the most. */
function itemsWithin(least: number, most: number): fc.Arbitrary<readonly Written[]> {
  const number = fc.integer({ min: least, max: most });
  const step = fc.integer({ min: 1, max: 70 });
  const item: fc.Arbitrary<Written> = fc.oneof(
    fc.constant<Written>(["*", { from: least, to: most, step: 1 }]),
    number.map((at): Written => [`${at}`, { from: at, to: at, step: 1 }]),
    fc.tuple(number, step).map(([from, by]): Written => [`${from}/${by}`, { from, to: most, step: by }]),
    fc.tuple(number, number).map(([from, to]): Written => [`${from}-${to}`, { from, to, step: 1 }]),
    fc.tuple(number, number, step).map(([from, to, by]): Written => [`${from}-${to}/${by}`, { from, to, step: by }]),
  );
  return fc.array(item, { minLength: 1, maxLength: 3 });
}

const day: fc.Arbitrary<readonly Written[]> = fc
  .constantFrom("?", "L", "LW", "15W")
  .map((text) => [[text, { day: text }]]);

const fields = fc.record({
  minutes: itemsWithin(0, 59),
  hours: itemsWithin(0, 23),
  "day-of-month": fc.oneof(itemsWithin(1, 31), day),
  month: itemsWithin(1, 12),
  "day-of-week": itemsWithin(1, 7),
  year: itemsWithin(1970, 2199),
});

describe("a schedule", () => {
  test("of any fields is read as it is written", () => {
    fc.assert(
      fc.property(fields, (written) => {
        const texts = Object.values(written).map((items) => items.map(([text]) => text).join(","));
        const read = Object.entries(written).map(([name, items], index) => [
          name,
          { text: texts[index], items: items.map(([, item]) => item) },
        ]);
        const expression = texts.join(" ");

        expect(readSchedule(`cron(${expression})`)).toEqual({
          kind: "cron",
          expression,
          fields: Object.fromEntries(read) as object,
        });
      }),
    );
  });

  test("of any rate is read as it is written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom("minute", "hour", "day"), (every, unit) => {
        expect(readSchedule(`rate(${every} ${unit}${every === 1 ? "" : "s"})`)).toEqual({ kind: "rate", every, unit });
      }),
    );
  });

  test("of any second is read as it is written", () => {
    const second = fc.date({ min: new Date("1970-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(second, (date) => {
        const moment = new Date(Math.floor(date.getTime() / 1000) * 1000);
        expect(readSchedule(`at(${moment.toISOString().slice(0, 19)})`)).toEqual({ kind: "at", moment });
      }),
    );
  });

  test("has words for months and weekdays", () => {
    expect(readSchedule("cron(0 3 ? JAN,DEC SUN-SAT *)")).toMatchObject({
      fields: {
        month: {
          items: [
            { from: 1, to: 1 },
            { from: 12, to: 12 },
          ],
        },
        "day-of-week": { items: [{ from: 1, to: 7 }] },
      },
    });
  });

  test("is read, or refused with a reason, whatever the text is", () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^(cron|rate|at)\([0-9 */,?LW#-]*\)$/),
      fc
        .array(fc.constantFrom("*", "?", "L", "0", "1/2", "MON", "8-18", "-", "/", "#"), { maxLength: 7 })
        .map((parts) => `cron(${parts.join(" ")})`),
    );
    fc.assert(
      fc.property(text, (schedule) => {
        const read = readSchedule(schedule);
        if ("problem" in read) expect(read.problem).toContain(schedule);
        else expect(schedule.startsWith(`${read.kind}(`)).toBe(true);
      }),
    );
  });
});

describe("the size of a range", () => {
  test("is the number of the values that a clock passes", () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(23), fc.integer({ min: 1, max: 30 }), (from, to, step) => {
        const hours = [from];
        for (let hour = from; hour !== to; hour = (hour + 1) % 24) hours.push((hour + 1) % 24);

        expect(sizeOf("hours", { from, to, step })).toBe(hours.filter((_, index) => index % step === 0).length);
      }),
    );
  });
});
