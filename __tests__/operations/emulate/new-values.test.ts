import { describe, expect, test } from "@jest/globals";

import { anotherValue } from "../../../src/operations/emulate/new-values";

describe("the new value of a secret", () => {
  test("has the keys of the old one, where that is JSON, each with another value", () => {
    const { TOKEN, URL, ...others } = JSON.parse(anotherValue('{"TOKEN":"a","URL":"b"}')) as Record<string, string>;

    expect(TOKEN).toMatch(/^[0-9a-f-]{36}$/);
    expect(URL).toMatch(/^[0-9a-f-]{36}$/);
    expect(TOKEN).not.toBe(URL);
    expect(others).toEqual({});
  });

  test.each(["a password", "", "[1]", "7"])("is plain text where the old one is: %s", (value) => {
    expect(anotherValue(value)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
