import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";

import { shortHash } from "../../src/naming/short-hash";

describe("shortHash", () => {
  test("is six hexadecimal characters, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(shortHash(text)).toMatch(/^[0-9a-f]{6}$/);
      }),
    );
  });

  test("never changes for the same text, since names hang on it", () => {
    expect(shortHash("HTTP 3000 managed")).toBe("a19a27");
  });

  test("changes with the port that it is made of", () => {
    expect(shortHash("HTTP 3000 managed")).not.toBe(shortHash("HTTP 3001 managed"));
  });
});
