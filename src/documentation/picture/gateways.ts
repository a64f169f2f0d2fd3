import type { Blocks } from "../../terraform-json/blocks";
import { endpointService, interfaceEndpoints } from "./endpoint-services";
import type { Part } from "./picture";
import { shortList } from "./short-list";
import type { Tiers } from "./tiers";

export const nat = "nat";
export const endpoints = "endpoints";

/** The NAT gateways, as one part. */
export function natPart(inventory: Blocks, tiers: Tiers): Part | undefined {
  const nats = inventory.of("aws_nat_gateway");
  const [first] = nats;
  if (!first) return undefined;
  return {
    id: nat,
    title: nats.length === 1 ? "NAT gateway" : `${nats.length} NAT gateways`,
    lines: [nats.length === 1 ? "with an Elastic IP" : "each with an Elastic IP"],
    kind: "network",
    within: tiers.frameOf(first.body.subnet_id),
  };
}

/** The interface endpoints, as one part. */
export function endpointsPart(inventory: Blocks, tiers: Tiers): Part | undefined {
  const found = interfaceEndpoints(inventory);
  const [first] = found;
  if (!first) return undefined;
  return {
    id: endpoints,
    title: found.length === 1 ? "VPC endpoint" : `${found.length} VPC endpoints`,
    lines: shortList(found.map(endpointService), 6),
    kind: "network",
    within: tiers.frameOf(first.body.subnet_ids),
  };
}
