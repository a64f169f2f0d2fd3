import type { Attributes, Kind } from "./kind";

export const route: Kind = {
  noun: "route",
  name: null,
  stored: null,
  outage: "the subnet loses its way out",
  price: { free: "part of the network, which costs by what passes" },
  protections: [],
  ignored: [],
  import: {
    by: [["route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"]],
    id: "{route_table_id}_{destination_cidr_block|destination_ipv6_cidr_block|destination_prefix_list_id}",
  },
  writeOnly: null,
  arns: [],
  recovery: {
    byName: { id: routeId, needs: ["route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block"] },
    byArn: null,
    recognizedBy: null,
  },
  deletion: null,
  unique: [
    {
      noun: "destination",
      of: ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
      within: ["route_table_id"],
    },
  ],
  quota: null,
};

/** As the provider makes it: `r-`, the route table, and a checksum of the destination. */
function routeId({ route_table_id: table, ...attributes }: Attributes): string | undefined {
  const destination = attributes.destination_cidr_block ?? attributes.destination_ipv6_cidr_block;
  if (typeof table !== "string" || typeof destination !== "string") return undefined;
  return `r-${table}${checksum(destination)}`;
}

/** CRC-32 (IEEE 802.3). */
function checksum(text: string): number {
  let sum = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
