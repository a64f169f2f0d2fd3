import { existsSync, readdirSync, readFileSync } from "node:fs";

import { expect, test } from "@jest/globals";

import { platform } from "../../../environments";
import { generatedPages } from "../../../src/operations/commands/docs";
import { synthesizedStacks } from "../../support/environments";

const stacks = synthesizedStacks(platform);
const pages = generatedPages(stacks);

test("every generated page and picture is what npm run docs writes", async () => {
  const stale = [...(await pages)].filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text);

  expect(stale.map(([file]) => file)).toEqual([]);
}, 60_000);

test("no page is of an environment that is not listed", async () => {
  const inventories = stacks.map(({ name }) => `docs/environments/${name}-inventory.md`);
  const known = [...(await pages).keys(), ...inventories];
  const files = readdirSync("docs/environments").map((file) => `docs/environments/${file}`);

  expect(files.filter((file) => !known.includes(file))).toEqual([]);
}, 60_000);
