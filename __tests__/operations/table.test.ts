import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { table, tableWithin } from "../../src/operations/table";

const head = ["check", "what was found", "count"];
const rows = [
  ["images", "public.ecr.aws/docker/library/busybox:1.37.0 could not be asked", 1],
  ["zone", "ok", 22],
];

describe("a table", () => {
  test("is as wide as its text where nobody says how much room there is", () => {
    expect(table(["name", "count"], [["a name that is long", 3]])).toBe(
      [
        "┌─────────────────────┬───────┐",
        "│ name                │ count │",
        "├─────────────────────┼───────┤",
        "│ a name that is long │     3 │",
        "└─────────────────────┴───────┘",
      ].join("\n"),
    );
  });

  test("fits the room by breaking the text of its widest column, at spaces where it can", () => {
    expect(tableWithin(44)(head, rows)).toBe(
      [
        "┌────────┬─────────────────────────┬───────┐",
        "│ check  │ what was found          │ count │",
        "├────────┼─────────────────────────┼───────┤",
        "│ images │ public.ecr.aws/docker/l │     1 │",
        "│        │ ibrary/busybox:1.37.0   │       │",
        "│        │ could not be asked      │       │",
        "│ zone   │ ok                      │    22 │",
        "└────────┴─────────────────────────┴───────┘",
      ].join("\n"),
    );
  });

  test("breaks no word as long as breaking between words is enough", () => {
    expect(
      tableWithin(40)(["service", "last deployment"], [["twiggy-dashboard", "succeeded 23 Nov 2026, 07:31 UTC"]]),
    ).toBe(
      [
        "┌──────────────────┬──────────────────┐",
        "│ service          │ last deployment  │",
        "├──────────────────┼──────────────────┤",
        "│ twiggy-dashboard │ succeeded 23 Nov │",
        "│                  │ 2026, 07:31 UTC  │",
        "└──────────────────┴──────────────────┘",
      ].join("\n"),
    );
  });

  test("is never wider than the room, and loses nothing of its text", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "b", " ", "/"), maxLength: 120 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }), (cells) => {
        const drawn = tableWithin(80)(["one", "two", "three"], cells);
        for (const line of drawn.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
        const letters = (text: string): string =>
          text
            .replaceAll(/[^ab/]/g, "")
            .split("")
            .sort()
            .join("");
        expect(letters(drawn)).toBe(letters(cells.flat().join("")));
      }),
    );
  });

  test("stays a table in a room that is too small for any", () => {
    expect(tableWithin(5)(["name"], [["abcdefghij"]])).toBe(
      ["┌────────┐", "│ name   │", "├────────┤", "│ abcdef │", "│ ghij   │", "└────────┘"].join("\n"),
    );
  });
});
