import { type Assumptions, defaultAssumptions } from "../../src/cost/assumptions";
import { type Estimate, estimate } from "../../src/cost/estimate";
import { listPrices } from "../../src/operations/cost/list-prices";
import { type Block, blockAt } from "../../src/terraform-json/block";
import type { Body } from "../../src/terraform-json/body";

/** A resource by its type and name, in us-east-1. */
export function resource(type: string, name: string, body: Body = {}, region = "us-east-1"): Block {
  return blockAt(`${type}.${name}`, body, region);
}

/** What refers to an attribute of a resource. */
export function reference({ address }: Block, attribute = "id"): string {
  return `\${${address}.${attribute}}`;
}

/** An estimate by AWS's list prices. */
export function priced(resources: readonly Block[], assumptions: Partial<Assumptions> = {}): Estimate {
  return estimate(resources, listPrices, { ...defaultAssumptions, ...assumptions });
}

/** Quantity, unit price and monthly cost of each item of a resource, by what it is. */
export function bill(
  resources: readonly Block[],
  assumptions: Partial<Assumptions> = {},
  of: Block | undefined = resources[0],
): Record<string, readonly [quantity: number, unitPrice: number, monthly: number]> {
  const items = priced(resources, assumptions).items.filter(({ address }) => address === of?.address);
  return Object.fromEntries(
    items.map(({ what, quantity, unitPrice, monthly }) => [
      what,
      [rounded(quantity), rounded(unitPrice), rounded(monthly)],
    ]),
  );
}

/** Why something is not priced. */
export function gaps(resources: readonly Block[], assumptions: Partial<Assumptions> = {}): string[] {
  return priced(resources, assumptions).notPriced.map(({ address, reason }) => `${address}: ${reason}`);
}

function rounded(amount: number): number {
  return Number(amount.toFixed(6));
}
