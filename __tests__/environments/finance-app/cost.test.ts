import { describe, expect, test } from "@jest/globals";

import { platform } from "../../../environments";
import { defaultAssumptions } from "../../../src/cost/assumptions";
import { estimate, type Item, totalOf } from "../../../src/cost/estimate";
import { listPrices } from "../../../src/operations/cost/list-prices";
import { synthesizedStacks } from "../../support/environments";

const stacks = synthesizedStacks(platform);

/** What the requirement's own estimate counted: Fargate, RDS, the load balancer, ECR. */
const counted = ({ component, price, of = "" }: Item): boolean =>
  component === "compute" ||
  component === "database" ||
  price.startsWith("alb.") ||
  (price === "vpc.publicIpv4" && of !== "") ||
  price.startsWith("ecr.");

function countedIn(name: string): number {
  const stack = stacks.find((one) => one.name === name);
  return stack ? totalOf(estimate(stack.resources, listPrices, defaultAssumptions).items.filter(counted)) : NaN;
}

describe("what the requirement of finance-app estimates at 105 to 175 dollars a month", () => {
  test("costs production as much, with its share of the foundation", () => {
    const month = countedIn("finance-app-production") + countedIn("foundation-finance-app");

    expect(month).toBeGreaterThanOrEqual(105);
    expect(month).toBeLessThanOrEqual(175);
  });

  test("costs staging less", () => {
    expect(countedIn("finance-app-staging")).toBeLessThan(105);
  });
});
