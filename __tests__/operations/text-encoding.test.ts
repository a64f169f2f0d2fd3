import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { decoded } from "../../src/operations/text-encoding";

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-8 with a mark": (text) => Buffer.from(`\uFEFF${text}`),
  "UTF-16, low byte first": (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  "UTF-16, high byte first": (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
  "UTF-16 without a mark": (text) => Buffer.from(text, "utf16le"),
  "UTF-16 without a mark, high byte first": (text) => Buffer.from(text, "utf16le").swap16(),
};

test.each(Object.entries(encodings))("JSON in %s is read", (_, encoded) => {
  fc.assert(
    fc.property(fc.json({ stringUnit: "binary" }), (json) => {
      const text = `{"json":${json}}`;
      expect(decoded(encoded(text))).toBe(text);
    }),
    { numRuns: 30 },
  );
});

test("nothing is an empty text", () => {
  expect(decoded(Buffer.of())).toBe("");
});
