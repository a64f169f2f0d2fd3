import { describe, expect, test } from "@jest/globals";

import { defaultAssumptions } from "../../src/cost/assumptions";
import { listPrices } from "../../src/operations/cost/list-prices";
import { estimateOf } from "../../src/operations/commands/cost";
import { everyStack } from "../support/environments";

const stacks = everyStack();

describe("the estimate of every stack", () => {
  test.each(stacks.map((stack) => [stack.name, stack] as const))(
    "knows what each type of %s costs, or why it is free",
    (_, stack) => {
      const { notPriced } = estimateOf(stack.resources, listPrices, defaultAssumptions, stack.name);
      expect(notPriced.filter(({ reason }) => reason === "no rule says what this type costs")).toEqual([]);
    },
  );

  test("finds the copies of production's backups in the other region", () => {
    const production = stacks.find(({ name }) => name === "shop-production");
    const { items, notPriced } = production
      ? estimateOf(production.resources, listPrices, defaultAssumptions, production.name)
      : { items: [], notPriced: [] };

    expect(new Set(items.map(({ region }) => region))).toEqual(new Set(["us-east-1", "us-west-2"]));
    expect(notPriced).toEqual([]);
  });

  test("says what of a region without prices is not priced", () => {
    const live = stacks.find(({ name }) => name === "atlas-live");
    const { notPriced } = live
      ? estimateOf(live.resources, { ...listPrices, regions: new Map() }, defaultAssumptions, live.name)
      : { notPriced: [] };

    expect(notPriced).toContainEqual(
      expect.objectContaining({ type: "aws_nat_gateway", reason: "eu-west-1 has no prices" }),
    );
  });
});
