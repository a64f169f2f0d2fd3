import type { Block } from "../../terraform-json/block";
import { nestedBlocks } from "../../terraform-json/body";
import type { Stack } from "../stack";
import { type Charge, type Rule, hoursOf } from "./rule";

export const natGateway: Rule = (gateway, stack) => {
  if (gateway.body.connectivity_type === "private") return [hours(stack), processed(stack)];
  return [hours(stack), processed(stack), toInternet(stack), ...fromOtherZones(stack)];
};

function hours(stack: Stack): Charge {
  return { component: "network", what: "NAT gateways: hours", price: "nat.hour", quantity: hoursOf(stack) };
}

function processed(stack: Stack): Charge {
  return { component: "network", what: "NAT gateways: bytes", price: "nat.gb", quantity: bytesOf(stack) };
}

function toInternet(stack: Stack): Charge {
  const quantity = bytesOf(stack) * (stack.assume("natOutPercent") / 100);
  return { component: "network", what: "NAT gateways: bytes to the internet", price: "transfer.internet", quantity };
}

/** Fewer gateways than zones: the others' traffic crosses to a gateway's zone, and is charged on both sides. */
function fromOtherZones(stack: Stack): Charge[] {
  const zones = stack.zones();
  const without = zones - stack.of("aws_nat_gateway").length;
  if (without <= 0) return [];
  const quantity = 2 * bytesOf(stack) * (without / zones);
  return [
    { component: "network", what: "NAT gateways: bytes from other zones", price: "transfer.crossZone", quantity },
  ];
}

/** The assumed bytes are divided evenly among the gateways. */
function bytesOf(stack: Stack): number {
  const gateways = stack.of("aws_nat_gateway").reduce((sum, gateway) => sum + stack.countOf(gateway), 0);
  return stack.assume("natGb") / Math.max(1, gateways);
}

/** An address costs the same whether something uses it or not. */
export const elasticAddress: Rule = (_, stack) => [
  { component: "network", what: "elastic IP addresses", price: "vpc.publicIpv4", quantity: hoursOf(stack) },
];

/** Gateway endpoints (S3, DynamoDB) are free; interface endpoints cost in each of their zones. */
export const vpcEndpoint: Rule = (endpoint, stack) => {
  const { vpc_endpoint_type: type = "Gateway" } = endpoint.body;
  if (type === "Gateway") return [];
  if (type !== "Interface") return [{ reason: `endpoints of type ${String(type)} are not priced` }];
  return [
    {
      component: "network",
      what: "interface endpoints: hours in each zone",
      price: "endpoint.hour",
      quantity: endpointZones(endpoint, stack) * hoursOf(stack),
    },
    {
      component: "network",
      what: "interface endpoints: bytes",
      price: "endpoint.gb",
      quantity: stack.assume("endpointGb"),
    },
  ];
};

export function endpointZones({ body }: Block, stack: Stack): number {
  return stack.lengthOf(body.subnet_ids ?? nestedBlocks(body.subnet_configuration));
}
