import { factsOf } from "../resources/facts";
import { defaultAssumptions } from "./assumptions";
import { estimate } from "./estimate";
import type { PriceTable } from "./price-table";
import { type Block, blockAt } from "../terraform-json/block";

/** Types whose price while nothing uses them follows from what is known of a resource that no configuration describes. */
const knownTypes = new Set([
  "aws_db_instance",
  "aws_eip",
  "aws_kms_key",
  "aws_nat_gateway",
  "aws_secretsmanager_secret",
  "aws_vpc_endpoint",
]);

/** It has no traffic. */
const unused = { natGb: 0, endpointGb: 0, kmsRequestsPerKey: 0, secretReadsPerMonth: 0 } as const;

/** US dollars that a month of an unused resource costs; `undefined` where that depends on what is not known. */
export function idlePrice(
  { type, region, body }: Pick<Block, "type" | "region" | "body">,
  prices: PriceTable,
): number | undefined {
  const { price } = factsOf(type);
  if (!price || ("rule" in price && !knownTypes.has(type))) return undefined;
  const { total, notPriced } = estimate([blockAt(`${type}.idle`, body, region)], prices, {
    ...defaultAssumptions,
    ...unused,
  });
  return notPriced.length === 0 ? total : undefined;
}
