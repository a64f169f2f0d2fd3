import { BlockList, isIPv4 } from "node:net";

import type { Connection } from "../../terraform-json/connections";
import { addressesIn } from "../../terraform-json/references";
import { readAddress } from "../../terraform-json/resource-address";

/** Something with network interfaces. */
export interface End {
  /** In the configuration's words, as in `services.api`. */
  readonly name: string;
  /** Addresses of its security groups in the configuration. */
  readonly groups: readonly string[];
  /** IPv4 addresses. */
  readonly addresses: readonly string[];
}

export interface Target extends End {
  /** The ports at which it answers. */
  readonly answers: readonly number[];
  /** Whether only its callers' security groups hold, since it has none. @default false */
  readonly isOutside?: boolean;
}

/** What a connection has to meet with. */
export type Expectation =
  /** It is made. */
  | "connects"
  /** Nothing drops it, but nothing needs to answer there. */
  | "passes"
  /** It is dropped, so that nothing ever answers. */
  | "is dropped";

export interface Probe {
  readonly target: string;
  readonly address: string;
  readonly port: number;
  readonly expected: Expectation;
}

/** A port that nothing here is asked at. */
const otherPort = 22;

/**
 * What becomes of a connection from one end to every other one, at each port that it answers at or that is open,
 * and one more.
 *
 * @param connections who may connect to whom, their ends told by the addresses of security groups
 * @param vpcRange the VPC's range of addresses, where the configuration only refers to it
 */
export function probesFrom(
  source: End,
  targets: readonly Target[],
  connections: readonly Connection[],
  vpcRange: string,
): Probe[] {
  return targets.flatMap((target) =>
    target.addresses
      .filter((address) => !source.addresses.includes(address))
      .flatMap((address) =>
        portsOf(target, connections).map((port) => {
          const passes = mayConnect({ source, target, address, port, connections, vpcRange });
          const expected: Expectation = !passes ? "is dropped" : target.answers.includes(port) ? "connects" : "passes";
          return { target: target.name, address, port, expected };
        }),
      ),
  );
}

interface Question {
  readonly source: End;
  readonly target: Target;
  readonly address: string;
  readonly port: number;
  readonly connections: readonly Connection[];
  readonly vpcRange: string;
}

/** By an edge between their groups; or by ranges that the one end may connect to, and the other be connected from. */
function mayConnect({ source, target, address, port, connections, vpcRange }: Question): boolean {
  const open = connections.filter(({ ports }) => ports.some((some) => includesPort(some, port)));
  const isFrom = ({ from }: Connection): boolean => from.group !== undefined && source.groups.includes(from.group);
  const isTo = ({ to }: Connection): boolean => to.group !== undefined && target.groups.includes(to.group);
  if (open.some((one) => isFrom(one) && isTo(one))) return true;
  const leaves = open.some((one) => isFrom(one) && covers(one.to.range, address, vpcRange, target.isOutside));
  const enters = open.some(
    (one) => isTo(one) && source.addresses.some((from) => covers(one.from.range, from, vpcRange)),
  );
  return leaves && (enters || target.isOutside === true);
}

/** Those at which it answers, those of connections to it, and one that is neither. */
function portsOf({ answers, groups, isOutside }: Target, connections: readonly Connection[]): number[] {
  const concerned = connections.filter(({ to }) =>
    to.group === undefined ? isOutside === true : groups.includes(to.group),
  );
  const open = concerned.flatMap(({ ports }) => ports).map((port) => Number.parseInt(port));
  return [...new Set([...answers, ...open.filter((port) => !Number.isNaN(port)), otherPort])].sort((a, b) => a - b);
}

/** @param ports as in `443`, `8000-8100`, `udp 53` or `any` */
function includesPort(ports: string, port: number): boolean {
  if (ports === "any") return true;
  const [first = Number.NaN, last = first] = ports.split("-").map(Number);
  return first <= port && port <= last;
}

function covers(range: string | undefined, address: string, vpcRange: string, isOutside = false): boolean {
  if (range === undefined) return false;
  if (addressesIn(range).some((referred) => readAddress(referred).type === "aws_vpc"))
    return isWithin(address, vpcRange);
  // A prefix list of AWS's own, as of its S3.
  if (range.includes("prefix_list")) return isOutside;
  // The internet's rules for IPv4 and IPv6 are one connection, which has the range of either.
  return range === "::/0" || isWithin(address, range);
}

/** Whether an IPv4 address is in a range of them; none is in one of IPv6. */
export function isWithin(address: string, range: string): boolean {
  const [network = "", length] = range.split("/");
  if (!isIPv4(network) || !isIPv4(address)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(length), "ipv4");
  return list.check(address, "ipv4");
}
