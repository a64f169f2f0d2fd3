import { describe, expect, test } from "@jest/globals";

import { defaultAssumptions } from "../../src/cost/assumptions";
import { listPrices } from "../../src/cost/prices";
import { estimateOf } from "../../src/operations/commands/cost";
import { synthesizedStacks } from "../support/environments";

const stacks = synthesizedStacks();

describe("the estimate of every real stack", () => {
  test.each(stacks.map((stack) => [stack.name, stack] as const))(
    "prices everything in %s; a new type goes to src/cost/rules/index.ts or src/cost/free-types.ts",
    (_, stack) => {
      expect(estimateOf(stack, listPrices, defaultAssumptions).notPriced).toEqual([]);
    },
  );

  test("finds the copies of production's backups in the other region", () => {
    const production = stacks.find(({ name }) => name === "finance-app-production");
    const { items } = production ? estimateOf(production, listPrices, defaultAssumptions) : { items: [] };

    expect(new Set(items.map(({ region }) => region))).toEqual(new Set(["us-east-1", "us-west-2"]));
  });
});
