import { describe, expect, test } from "@jest/globals";

import { defaultAssumptions } from "../../src/cost/assumptions";
import type { PriceTable } from "../../src/cost/price-table";
import { listPrices } from "../../src/operations/cost/list-prices";
import { estimateOf } from "../../src/operations/commands/cost";
import { resourcesOf } from "../../src/operations/cost/resources";
import { synthesizedStacks } from "../support/environments";

const stacks = synthesizedStacks();
const withoutPrices = [...new Set(stacks.flatMap(resourcesOf).map(({ region }) => region))].filter(
  (region) => !listPrices.regions.has(region),
);

/** A region without prices is said once; everywhere else it has those of another, so that what is said is about a type. */
const borrowed: PriceTable = {
  ...listPrices,
  regions: new Map([
    ...listPrices.regions,
    ...withoutPrices.map((region) => [region, listPrices.regions.get("us-east-1") ?? new Map()] as const),
  ]),
};

describe("the estimate of every real stack", () => {
  test("has prices for each region; npm run prices writes the file of a new one", () => {
    expect(withoutPrices).toEqual([]);
  });

  test.each(stacks.map((stack) => [stack.name, stack] as const))(
    "prices everything in %s; a new type goes to src/cost/rules/index.ts or src/cost/free-types.ts",
    (_, stack) => {
      expect(estimateOf(stack, borrowed, defaultAssumptions, stack.name).notPriced).toEqual([]);
    },
  );

  test("finds the copies of production's backups in the other region", () => {
    const production = stacks.find(({ name }) => name === "finance-app-production");
    const { items } = production
      ? estimateOf(production, listPrices, defaultAssumptions, production.name)
      : { items: [] };

    expect(new Set(items.map(({ region }) => region))).toEqual(new Set(["us-east-1", "us-west-2"]));
  });
});
