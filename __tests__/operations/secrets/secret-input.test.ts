import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { checkKey, readSecretInput } from "../../../src/operations/secrets/secret-input";

const keys = ["DATABASE_URL", "JWT_SECRET"];

describe("what comes from standard input", () => {
  test("is a JSON object", () => {
    expect(readSecretInput('{"JWT_SECRET": "a b", "DATABASE_URL": "line\\nline"}', keys)).toEqual(
      new Map([
        ["JWT_SECRET", "a b"],
        ["DATABASE_URL", "line\nline"],
      ]),
    );
  });

  test("is a line for each key, whose value is all behind the first equals sign", () => {
    const text = "# production\r\nexport DATABASE_URL=postgres://a?b=c\r\n\r\nJWT_SECRET= x \n";
    expect(readSecretInput(text, keys)).toEqual(
      new Map([
        ["DATABASE_URL", "postgres://a?b=c"],
        ["JWT_SECRET", " x "],
      ]),
    );
  });

  test("gives back any values that JSON can carry", () => {
    const value = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value, { minKeys: 1 }), (values) => {
        expect(Object.fromEntries(readSecretInput(JSON.stringify(values), keys))).toEqual({ ...values });
      }),
    );
  });

  test("is refused with all that is wrong, the nearest key, and no value", () => {
    expect(() => readSecretInput('{"JWT_SECRT": "hunter2", "DATABASE_URL": " ", "JWT_SECRET": 7}', keys)).toThrow(
      [
        "Nothing was written:",
        '  the service declares no key "JWT_SECRT"; did you mean "JWT_SECRET"? (known: DATABASE_URL, JWT_SECRET)',
        "  DATABASE_URL must not be empty",
        "  JWT_SECRET must be a text in quotes",
      ].join("\n"),
    );
  });

  test.each([
    ["", "Nothing came from standard input: give a JSON object or lines KEY=VALUE, or run it in a terminal."],
    ["{}", "Nothing came from standard input: give a JSON object or lines KEY=VALUE, or run it in a terminal."],
    ['{"JWT_SECRET": "hunter2', "Standard input begins like a JSON object but is not one; nothing was written."],
    [
      "JWT_SECRET=x\nhunter2",
      "Line 2 of standard input is not KEY=VALUE, nor is all of it a JSON object; nothing was written.",
    ],
    [
      "JWT_SECRET='hunter2'",
      "Line 1 of standard input has its value in quotes; take them off, or give JSON if they belong to it. Nothing was written.",
    ],
    ["JWT_SECRET=hunter2\nJWT_SECRET=hunter3", 'Nothing was written:\n  "JWT_SECRET" stands there twice'],
    [
      '{"__proto__": "hunter2", "constructor": "hunter2"}',
      'Nothing was written:\n  the service declares no key "__proto__" (known: DATABASE_URL, JWT_SECRET)\n  the service declares no key "constructor" (known: DATABASE_URL, JWT_SECRET)',
    ],
  ])("is refused when it is %j", (text, message) => {
    expect(() => readSecretInput(text, keys)).toThrow(message);
  });

  test("is never told, whatever is wrong with it", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 61, maxLength: 200 }), (secret) => {
        let told = "";
        try {
          readSecretInput(`{"${secret}": "${secret}"`, keys);
          readSecretInput(secret, keys);
        } catch (error) {
          told = (error as Error).message;
        }
        expect(told.includes(secret)).toBe(false);
      }),
    );
  });
});

test("a key that the service does not declare is answered with the nearest one", () => {
  expect(() => {
    checkKey("DATABSE_URL", keys);
  }).toThrow(
    'the service declares no key "DATABSE_URL"; did you mean "DATABASE_URL"? (known: DATABASE_URL, JWT_SECRET)',
  );
});
