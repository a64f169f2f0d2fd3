import { readFileSync } from "node:fs";

import { expect, test } from "@jest/globals";

const sections = readFileSync("CHANGELOG.md", "utf8").split(/^## /m).slice(1);
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

test("the changelog begins with the version of package.json", () => {
  expect(sections[0]?.split("\n")[0]).toBe(version);
});

test("every version but the first says what a plan shows", () => {
  const silent = sections.slice(0, -1).filter((section) => !section.includes("\n### What a plan shows\n"));
  expect(silent).toEqual([]);
});
