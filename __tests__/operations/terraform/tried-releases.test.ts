import { existsSync, readFileSync } from "node:fs";

import { expect, test } from "@jest/globals";

import { isTried, reliances } from "../../../src/operations/terraform/tried-releases";

test.each([
  ["1.11.4", true],
  ["1.11.99", true],
  ["1.12.0", false],
  ["1.1.1", false],
])("whether %s was tried: %s", (version, expected) => {
  expect(isTried(version)).toBe(expected);
});

test("the release that pipelines install was tried", () => {
  expect(isTried(readFileSync(".terraform-version", "utf8").trim())).toBe(true);
});

test("what relies on a release is where it is said to be", () => {
  expect(reliances.filter(({ file }) => !existsSync(`src/operations/${file}`))).toEqual([]);
});
