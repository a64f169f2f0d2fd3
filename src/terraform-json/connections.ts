import type { Block } from "./block";
import type { Blocks } from "./blocks";
import { type Body, nestedBlock, numberOf, textOf } from "./body";

/** One end of a connection: the members of a security group, or a range of addresses. */
export interface Peer {
  readonly name: string;
  /** The security group's address; `undefined` for a range of addresses. */
  readonly group?: string;
  /** The range itself, as in `10.0.0.0/16`; `undefined` for a security group. */
  readonly range?: string;
}

/** Who may open connections to whom, on which ports. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  /** As in `443`, `8000-8100`, `udp 53` or `any`, in the order of their numbers. */
  readonly ports: readonly string[];
}

/**
 * What security groups allow: a connection within the stack where both of its groups allow it, one with a range of addresses
 * where its group does.
 *
 * @param nameOf what a group is called; those of one name are one end
 */
export function connectionsIn(blocks: Blocks, nameOf: (group: Block) => string): Connection[] {
  const found = new Map<string, { from: Peer; to: Peer; ports: Set<string> }>();
  const add = (from: Peer, to: Peer, port: string): void => {
    const key = JSON.stringify([from.name, to.name]);
    const known = found.get(key) ?? { from, to, ports: new Set() };
    found.set(key, known);
    known.ports.add(port);
  };
  const sidesOf = (rule: Block): [group: Peer, peer: Peer] => sides(rule, blocks, nameOf);
  const entering = new Set(
    blocks.of("aws_vpc_security_group_ingress_rule").flatMap((rule) => {
      const [group, peer] = sidesOf(rule);
      if (peer.group === undefined) add(peer, group, portText(rule));
      return peer.group === undefined ? [] : [edgeKey(peer, group, rule)];
    }),
  );
  for (const rule of blocks.of("aws_vpc_security_group_egress_rule")) {
    const [group, peer] = sidesOf(rule);
    if (peer.group === undefined || entering.has(edgeKey(group, peer, rule))) add(group, peer, portText(rule));
  }
  return [...found.values()].map(({ from, to, ports }) => ({ from, to, ports: [...ports].sort(byNumber) }));
}

/** Where a type names the security groups of its network interfaces. */
const memberships: Readonly<Record<string, (body: Body) => unknown>> = {
  aws_db_instance: (body) => body.vpc_security_group_ids,
  aws_db_proxy: (body) => body.vpc_security_group_ids,
  aws_ecs_service: (body) => nestedBlock(body.network_configuration).security_groups,
  aws_efs_mount_target: (body) => body.security_groups,
  aws_lb: (body) => body.security_groups,
  aws_vpc_endpoint: (body) => body.security_group_ids,
};

/** Addresses of the security groups that a block is a member of; of an existing database cluster, of the group that stands for it. */
export function securityGroupsOf({ type, body, path }: Block, blocks: Blocks): string[] {
  const groups =
    type === "aws_rds_clusters"
      ? blocks.of("aws_security_group").filter((group) => group.path.part === path.part)
      : blocks.targets(memberships[type]?.(body)).filter((group) => group.type === "aws_security_group");
  return groups.map(({ address }) => address);
}

/** The group that a rule belongs to, and whom it lets in or out. */
function sides(rule: Block, blocks: Blocks, nameOf: (group: Block) => string): [group: Peer, peer: Peer] {
  const peerOf = (group: Block): Peer => ({ name: nameOf(group), group: group.address });
  const group = blocks.target(rule.body.security_group_id);
  const other = blocks.target(rule.body.referenced_security_group_id);
  return [
    group ? peerOf(group) : { name: "a group that is not managed here" },
    other ? peerOf(other) : { name: rangeName(rule, blocks), range: rangeOf(rule, blocks) },
  ];
}

const everywhere = new Set(["0.0.0.0/0", "::/0"]);

/** What a rule calls a range: the end of its description that is not the group. */
function rangeName(rule: Block, blocks: Blocks): string {
  const { type, body } = rule;
  const range = rangeOf(rule, blocks);
  const [start = "", end = ""] = (textOf(body.description) ?? "").split(" to ");
  const called = type.includes("egress") ? end : start;
  const isName = called !== "" && called !== "internet" && called !== range;
  if (everywhere.has(range)) return isName && !everywhere.has(called) ? `${called} (any address)` : "internet";
  return range.includes("${") || range === "" ? called || "addresses" : isName ? `${called} (${range})` : range;
}

function rangeOf({ body }: Block, blocks: Blocks): string {
  return blocks.text(body.cidr_ipv4 ?? body.cidr_ipv6 ?? body.prefix_list_id);
}

function edgeKey(from: Peer, to: Peer, rule: Block): string {
  return JSON.stringify([from.group, to.group, portText(rule)]);
}

function portText({ body }: Block): string {
  const [from, to] = [numberOf(body.from_port), numberOf(body.to_port)];
  if (from === undefined || body.ip_protocol === "-1") return "any";
  const protocol = body.ip_protocol === "tcp" ? "" : `${textOf(body.ip_protocol) ?? ""} `;
  return `${protocol}${from === to ? from : `${from}-${String(to)}`}`;
}

function byNumber(one: string, other: string): number {
  return Number.parseInt(one) - Number.parseInt(other) || (one < other ? -1 : 1);
}
