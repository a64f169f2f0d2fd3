import type { ResourceChange } from "../change";
import { finding, type Finding, type Level, type Rule } from "../finding";
import { type Shown, unknown } from "../masks";
import { listOf, recordOf, valueText } from "../text";

/** Ranges so wide that nobody owns all of them: whoever is in there is anybody. */
function isEverybody(range: Shown): boolean {
  if (typeof range !== "string") return false;
  const [, prefix] = /\/(\d+)$/.exec(range) ?? [];
  return prefix !== undefined && Number(prefix) < (range.includes(":") ? 16 : 8);
}

const webPorts = new Set<Shown>([80, 443]);

/** Edges of the network that open, as who may now reach whom on which port. */
export const openings: Rule = (change) => {
  const { type, action, before, after } = change;
  const direction = { aws_vpc_security_group_ingress_rule: "in", aws_vpc_security_group_egress_rule: "out" }[type];
  if (direction === undefined || action === "delete" || action === "no-op" || action === "forget") return [];
  const isNew = action === "create";
  if (!isNew && !opensWider(before, after)) return [];
  const level = levelOf(direction, change);
  if (level === "routine") return [];
  return [opening(level, edge(after), isNew ? [] : [`${edge(before)} → ${edge(after)}`])];
};

function opening(level: Level, what: string, changes: readonly string[]): Finding {
  return finding(level, `opens ${what}`, {
    changes,
    why: level === "look" ? "More can connect than before." : "Anybody on the internet can try.",
    todo: "See that the range and the port are as narrow as they can be.",
  });
}

function levelOf(direction: string, { action, words, after }: ResourceChange): Level {
  const range = after.cidr_ipv4 ?? after.cidr_ipv6;
  if (range === undefined || range === null) return action === "create" ? "routine" : "look";
  if (!isEverybody(range)) return "look";
  if (direction === "out") return after.from_port === 443 && after.to_port === 443 ? "routine" : "look";
  const isFrontDoor =
    words.part.startsWith("loadBalancers.") && webPorts.has(after.from_port) && after.from_port === after.to_port;
  return isFrontDoor && action === "create" ? "look" : "dangerous";
}

/** Another range, another peer or more ports; not another description. */
function opensWider(before: Readonly<Record<string, Shown>>, after: Readonly<Record<string, Shown>>): boolean {
  const differs = ["cidr_ipv4", "cidr_ipv6", "referenced_security_group_id", "prefix_list_id", "ip_protocol"].some(
    (attribute) => (before[attribute] ?? null) !== (after[attribute] ?? null) && after[attribute] !== unknown,
  );
  return (
    differs || number(after.from_port) < number(before.from_port) || number(after.to_port) > number(before.to_port)
  );
}

function number(value: Shown): number {
  return typeof value === "number" ? value : 0;
}

/** As in `0.0.0.0/0 to public, port 443`. */
function edge(rule: Readonly<Record<string, Shown>>): string {
  const { from_port: from, to_port: to, description, cidr_ipv4: v4, cidr_ipv6: v6 } = rule;
  const range = v4 ?? v6;
  const ports =
    rule.ip_protocol === "-1"
      ? "every port"
      : from === to
        ? `port ${valueText(from)}`
        : `ports ${valueText(from)} to ${valueText(to)}`;
  const who = typeof description === "string" && description !== "" ? description : "an edge";
  return `${who}${typeof range === "string" ? ` (${range})` : ""}, ${ports}`;
}

const withInlineRules = new Set(["aws_default_security_group", "aws_security_group"]);

/** Rules that stand inside a security group, which nothing here makes. */
export const inlineRules: Rule = ({ type, action, before, after }) => {
  if (!withInlineRules.has(type) || action === "delete" || action === "no-op" || action === "forget") return [];
  const earlier = new Set(openRules(before.ingress));
  const opened = openRules(after.ingress).filter((rule) => !earlier.has(rule));
  return opened.length > 0 ? [opening("dangerous", "its members to the internet", [])] : [];
};

function openRules(ingress: Shown): string[] {
  return listOf(ingress)
    .map(recordOf)
    .filter(({ cidr_blocks: v4, ipv6_cidr_blocks: v6 }) => [...listOf(v4), ...listOf(v6)].some(isEverybody))
    .map((rule) => JSON.stringify(rule));
}

/** A load balancer that turns to the internet. */
export const facesInternet: Rule = ({ type, action, before, after }) =>
  type === "aws_lb" && action === "replace" && before.internal === true && after.internal === false
    ? [opening("dangerous", "an internal load balancer to the internet", [])]
    : [];
