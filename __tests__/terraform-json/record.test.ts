import { expect, test } from "@jest/globals";

import { isRecord, own } from "../../src/terraform-json/record";

test.each([{}, { a: 1 }])("%j is a record", (value) => {
  expect(isRecord(value)).toBe(true);
});

test.each([null, undefined, [], ["a"], "a", 1])("%j is no record", (value) => {
  expect(isRecord(value)).toBe(false);
});

test("a record's own value is not what every object has", () => {
  expect(own({ a: 1 }, "a")).toBe(1);
  expect(own({ a: 1 }, "constructor")).toBeUndefined();
  expect(own({ constructor: "mine" }, "constructor")).toBe("mine");
});

test("what is no record has no values of its own", () => {
  expect(own(["a"], "length")).toBeUndefined();
  expect(own(undefined, "a")).toBeUndefined();
});
