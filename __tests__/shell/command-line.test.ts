import { execFileSync } from "node:child_process";

import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { commandLine } from "../../src/shell/command-line";

test("a command line is read by a shell as the words it was made of", () => {
  const word = fc.string({ maxLength: 12 }).map((text) => text.replaceAll("\u0000", ""));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const script = `for word in ${commandLine(words)}; do printf '%s\\0' "$word"; done`;
      const read = execFileSync("sh", ["-c", script]).toString().split("\u0000").slice(0, -1);
      expect(read).toEqual(words);
    }),
    { numRuns: 50 },
  );
});

test("words that say nothing to a shell stay as they are", () => {
  expect(commandLine(["bin/rails", "runner", "puts 'hi'"])).toBe(String.raw`bin/rails runner 'puts '\''hi'\'''`);
});
