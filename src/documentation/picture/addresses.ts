import type { Connection, Peer } from "../../terraform-json/connections";
import type { Part } from "./picture";
import { shortList } from "./short-list";
import { networkFrame } from "./tiers";

export const internet: Part = { id: "internet", title: "Internet", lines: [], kind: "outside" };
const vpc: Part = { id: "vpc", title: "Any address in the VPC", lines: [], kind: "outside", within: networkFrame };

/** Ranges of addresses that may connect to the same security groups, on the same ports. */
interface Ranges {
  readonly ranges: readonly string[];
  readonly reached: readonly { readonly group: string; readonly ports: readonly string[] }[];
}

export function rangesAlike(connections: readonly Connection[]): Ranges[] {
  const reachedFrom = new Map<string, Ranges["reached"]>();
  for (const { from, to, ports } of connections)
    if (from.group === undefined && to.group !== undefined)
      reachedFrom.set(from.name, [...(reachedFrom.get(from.name) ?? []), { group: to.group, ports }]);
  const alike = new Map<string, Ranges>();
  for (const [range, reached] of reachedFrom) {
    const key = hasPart(range) ? range : JSON.stringify(reached);
    alike.set(key, { ranges: [...(alike.get(key)?.ranges ?? []), range], reached });
  }
  return [...alike.values()];
}

/** Ranges of addresses as one part. */
export function addressesPart(ranges: readonly string[]): Part {
  const [first = ""] = ranges;
  if (first === "internet") return internet;
  if (isVpc(first)) return vpc;
  const title = ranges.length === 1 ? first : `${ranges.length} address ranges`;
  return { id: `addresses ${first}`, title, lines: ranges.length === 1 ? [] : shortList(ranges, 4), kind: "outside" };
}

/** Whether an address is outside of every private network, so that requests to it take the NAT gateway. */
export function isPublic({ name, range = "" }: Peer): boolean {
  return !isVpc(name) && !privateRange.test(range);
}

/** RFC 1918 and RFC 6598. */
const privateRange = /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

function hasPart(range: string): boolean {
  return range === "internet" || isVpc(range);
}

function isVpc(name: string): boolean {
  return name === "vpc" || name.startsWith("vpc (");
}
