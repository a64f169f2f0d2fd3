import { type Shown, unknown } from "../../terraform-json/shown";
import { listOf, recordOf, valueText } from "../text";

type Values = Readonly<Record<string, Shown>>;

/** One way that a security group leaves open: to or from one range, or another group, on some ports. */
export interface Edge {
  readonly direction: "in" | "out";
  /** The range; `undefined` where it is another group or a list of prefixes. */
  readonly range: Shown;
  /** The other group, or the list of prefixes. */
  readonly peer: Shown;
  readonly protocol: Shown;
  readonly from: Shown;
  readonly to: Shown;
  readonly description: Shown;
}

const ofRule =
  (direction: "in" | "out") =>
  (rule: Values): Edge[] => [
    {
      direction,
      range: rule.cidr_ipv4 ?? rule.cidr_ipv6 ?? undefined,
      peer: rule.referenced_security_group_id ?? rule.prefix_list_id ?? undefined,
      protocol: rule.ip_protocol,
      from: rule.from_port,
      to: rule.to_port,
      description: rule.description,
    },
  ];

/** A rule that names many ranges and groups at once is an edge for each. */
function ofOldRule(direction: "in" | "out", rule: Values): Edge[] {
  const { protocol, from_port: from, to_port: to, description } = rule;
  const all: Edge = { direction, protocol, from, to, description, range: undefined, peer: undefined };
  const ranges = [...each(rule.cidr_blocks), ...each(rule.ipv6_cidr_blocks)];
  const peers = [...each(rule.source_security_group_id), ...each(rule.security_groups), ...each(rule.prefix_list_ids)];
  return [
    ...ranges.map((range: Shown): Edge => ({ ...all, range })),
    ...peers.map((peer: Shown): Edge => ({ ...all, peer })),
  ];
}

function each(value: Shown): readonly Shown[] {
  if (value === unknown || typeof value === "string") return [value];
  return listOf(value);
}

const inline = (group: Values): Edge[] => [
  ...listOf(group.ingress).flatMap((rule) => ofOldRule("in", recordOf(rule))),
  ...listOf(group.egress).flatMap((rule) => ofOldRule("out", recordOf(rule))),
];

const readers: Readonly<Record<string, (values: Values) => readonly Edge[]>> = {
  aws_default_security_group: inline,
  aws_security_group: inline,
  aws_security_group_rule: (rule) => ofOldRule(rule.type === "egress" ? "out" : "in", rule),
  aws_vpc_security_group_egress_rule: ofRule("out"),
  aws_vpc_security_group_ingress_rule: ofRule("in"),
};

/** The edges that a resource says; none for whatever is no security group and no rule of one. */
export function edgesOf(type: string, values: Values): readonly Edge[] {
  return Object.hasOwn(readers, type) ? (readers[type]?.(values) ?? []) : [];
}

/** Whether all that an edge leaves open was open before. */
export function covers(before: Edge, after: Edge): boolean {
  const isSame = (key: "range" | "peer"): boolean => after[key] === unknown || before[key] === after[key];
  const isEvery = isEveryPort(before) || before.protocol === after.protocol;
  const hasPorts = number(before.from) <= number(after.from) && number(before.to) >= number(after.to);
  return (
    before.direction === after.direction &&
    isSame("range") &&
    isSame("peer") &&
    isEvery &&
    (isEveryPort(before) || hasPorts)
  );
}

export function isEveryPort({ protocol }: Edge): boolean {
  return protocol === "-1" || protocol === "all";
}

function number(value: Shown): number {
  return typeof value === "number" ? value : 0;
}

/** As in `0.0.0.0/0 to public, port 443`. */
export function edgeText(edge: Edge): string {
  const { from, to, description, range } = edge;
  const ports = isEveryPort(edge)
    ? "every port"
    : from === to
      ? `port ${valueText(from)}`
      : `ports ${valueText(from)} to ${valueText(to)}`;
  const who = typeof description === "string" && description !== "" ? description : "an edge";
  return `${who}${typeof range === "string" ? ` (${range})` : ""}, ${ports}`;
}
