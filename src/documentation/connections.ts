import { numberOf, textOf } from "../cost/resource";
import type { Block } from "./documented-stack";
import type { Inventory } from "./inventory";
import { partOf } from "./nouns";

/** One end of a connection: the members of a security group, or a range of addresses. */
export interface Peer {
  /** In the configuration's words, as in `services.api`; a range as what it is called. */
  readonly name: string;
  /** The security group's address; undefined for a range of addresses. */
  readonly group?: string;
}

/** Who may open connections to whom, on which ports. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  readonly ports: readonly string[];
}

/** What security groups allow: an edge is there when both of its sides allow it, or when one side is no group of the stack. */
export function connectionsOf(inventory: Inventory): Connection[] {
  const found = new Map<string, { from: Peer; to: Peer; ports: Set<string> }>();
  const add = (from: Peer, to: Peer, port: string): void => {
    const key = JSON.stringify([from.name, to.name]);
    const known = found.get(key) ?? { from, to, ports: new Set() };
    found.set(key, known);
    known.ports.add(port);
  };
  const entering = new Set(
    inventory.of("aws_vpc_security_group_ingress_rule").flatMap((rule) => {
      const [group, peer] = sides(rule, inventory);
      if (peer.group === undefined) add(peer, group, portText(rule));
      return peer.group === undefined ? [] : [edgeKey(peer, group, rule)];
    }),
  );
  for (const rule of inventory.of("aws_vpc_security_group_egress_rule")) {
    const [group, peer] = sides(rule, inventory);
    if (peer.group === undefined || entering.has(edgeKey(group, peer, rule))) add(group, peer, portText(rule));
  }
  return [...found.values()].map(({ from, to, ports }) => ({ from, to, ports: [...ports].sort(byNumber) }));
}

/** The group that a rule belongs to, and whom it lets in or out. */
function sides(rule: Block, inventory: Inventory): [Peer, Peer] {
  const { body } = rule;
  const group = inventory.target(body.security_group_id);
  const other = inventory.target(body.referenced_security_group_id);
  return [groupPeer(group), other ? groupPeer(other) : { name: rangeName(rule, inventory) }];
}

function groupPeer(group: Block | undefined): Peer {
  return group ? { name: groupName(group), group: group.address } : { name: "a group that is not managed here" };
}

/** A part has one group for itself; those of what belongs to it are told by what they are for. */
function groupName(group: Block): string {
  const own = textOf(group.body.description)?.replace(/^Members of /, "") ?? "";
  const part = partOf(group);
  const key = part.split(".").at(-1) ?? "";
  return own === "" || own === key || own === part ? part : own;
}

const everywhere = new Set(["0.0.0.0/0", "::/0"]);

/** What a rule calls a range: the end of its description that is not the group. */
function rangeName({ type, body }: Block, inventory: Inventory): string {
  const range = inventory.text(body.cidr_ipv4 ?? body.cidr_ipv6 ?? body.prefix_list_id);
  const [start = "", end = ""] = (textOf(body.description) ?? "").split(" to ");
  const called = type.includes("egress") ? end : start;
  const isName = called !== "" && called !== "internet" && called !== range;
  if (everywhere.has(range)) return isName && !everywhere.has(called) ? `${called} (any address)` : "internet";
  return range.includes("${") || range === "" ? called || "addresses" : isName ? `${called} (${range})` : range;
}

function edgeKey(from: Peer, to: Peer, rule: Block): string {
  return JSON.stringify([from.group, to.group, portText(rule)]);
}

function portText({ body }: Block): string {
  const [from, to] = [numberOf(body.from_port), numberOf(body.to_port)];
  if (from === undefined || body.ip_protocol === "-1") return "any";
  const protocol = body.ip_protocol === "tcp" ? "" : `${textOf(body.ip_protocol) ?? ""} `;
  return `${protocol}${from === to ? from : `${from} to ${String(to)}`}`;
}

function byNumber(one: string, other: string): number {
  return Number.parseInt(one) - Number.parseInt(other) || (one < other ? -1 : 1);
}
