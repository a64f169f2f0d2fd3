import { readFileSync } from "node:fs";

import { expect, test } from "@jest/globals";

import { generatedPages } from "../../src/operations/docs";
import { synthesizedStacks } from "../support/environments";

test.each([...generatedPages(synthesizedStacks())])("%s is what npm run docs writes", (file, text) => {
  expect(readFileSync(file, "utf8") === text).toBe(true); // a difference of thousands of lines says no more
});
