import { describe, expect, test } from "@jest/globals";

import { importable, notImportable } from "../../src/adoption/importable";
import { match } from "../../src/adoption/match";
import { readExport } from "../../src/adoption/read-export";
import { everyStack } from "../support/environments";
import { Pretended } from "./pretended";

const stacks = everyStack();

test("every type of every stack has a way to be imported, or a reason not to be", () => {
  const unknown = stacks
    .flatMap(({ resources }) => resources)
    .filter(({ type, body }) => importable(type) === undefined && notImportable(type, body) === undefined);
  expect(unknown.map(({ type }) => type)).toEqual([]);
});

describe.each(stacks.map((stack) => [stack.name, stack] as const))("%s", (_, synthesized) => {
  const pretended = new Pretended(synthesized);
  const { found } = readExport(pretended.state());
  const outcomes = match(pretended.stack, found);

  test("is recognized as a whole, each resource as itself", () => {
    for (const outcome of outcomes) {
      if (outcome.kind === "left-alone") continue;
      expect(outcome).toMatchObject({ kind: "import", found: { label: outcome.address } });
    }
  });

  test("leaves nothing unsaid", () => {
    const addresses = outcomes.map(({ address }) => address.replace(/\[.*$/, ""));
    expect(new Set(addresses)).toEqual(new Set(synthesized.resources.map(({ address }) => address)));
  });
});
