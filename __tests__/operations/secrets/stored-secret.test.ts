import { describe, expect, test } from "@jest/globals";

import { type StoredSecret, contentOf, missingKeys } from "../../../src/operations/secrets/stored-secret";

function filled(text: string): StoredSecret {
  return { kind: "filled", arn: "arn", version: "1", content: contentOf(text) };
}

describe("a secret's value", () => {
  test.each([undefined, "", "hunter2", '"text"', "[]", "null", "7", '{"cut'])("is no object when it is %j", (text) => {
    expect(contentOf(text)).toEqual({ kind: "not-an-object" });
  });

  test("lacks the keys that are not there or have nothing in them", () => {
    const stored = filled('{"A": "x", "B": "", "C": null, "D": " ", "E": 0, "OTHER": "y"}');
    expect(missingKeys(stored, ["A", "B", "C", "D", "E", "F", "constructor"])).toEqual([
      "B",
      "C",
      "D",
      "F",
      "constructor",
    ]);
  });

  test("lacks every key where there is no object", () => {
    const others: StoredSecret[] = [
      { kind: "absent" },
      { kind: "deleted", arn: "" },
      { kind: "empty", arn: "" },
      filled("hunter2"),
    ];
    for (const stored of others) expect(missingKeys(stored, ["A"])).toEqual(["A"]);
  });
});
