import { existsSync, readFileSync } from "node:fs";

import { expect, test } from "@jest/globals";

import { platform } from "../../../environments";
import { generatedPages } from "../../../src/operations/commands/docs";
import { synthesizedStacks } from "../../support/environments";

test("every generated page and picture is what npm run docs writes", async () => {
  const pages = await generatedPages(synthesizedStacks(platform));
  const stale = [...pages].filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text);

  expect(stale.map(([file]) => file)).toEqual([]);
}, 60_000);
