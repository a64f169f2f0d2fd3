import { isRecord } from "../terraform-json/record";
import type { Plan } from "./plan";
import { constructPath } from "../terraform-json/construct-path";

/** What connects from outside of what the plan is about. */
const clients = "clients";

/** Who may connect to a part of the environment, as the planned security groups say, and CloudFront's viewers. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** As in `443` or `8000-8100`. */
  readonly ports: readonly string[];
}

type Resource = Plan["configuration"]["root_module"]["resources"][number];

/** The connections that carry requests. What a part may reach beyond the environment is none of them. */
export function connectionsOf({ configuration }: Plan): Connection[] {
  const connections = new Map<string, Connection>();
  for (const connection of configuration.root_module.resources.flatMap(connectionsFrom)) {
    const key = JSON.stringify([connection.from, connection.to]);
    const ports = new Set([...(connections.get(key)?.ports ?? []), ...connection.ports]);
    connections.set(key, { ...connection, ports: [...ports].sort((one, other) => parseInt(one) - parseInt(other)) });
  }
  return [...connections.values()].filter(({ from, to }) => from !== to);
}

function connectionsFrom({ address, expressions }: Resource): Connection[] {
  const [type = "", name = ""] = address.split(".");
  if (type === "aws_cloudfront_distribution") return [{ from: clients, to: constructPath(name).part, ports: ["443"] }];
  if (type !== "aws_vpc_security_group_ingress_rule") return [];
  const to = partOf(expressions.security_group_id);
  const from = partOf(expressions.referenced_security_group_id) ?? clients;
  return to === undefined ? [] : [{ from, to, ports: portsOf(expressions) }];
}

/** The part that a reference to a security group leads to. */
function partOf(expression: unknown): string | undefined {
  const { references } = isRecord(expression) ? expression : {};
  const [, name] = /^aws_security_group\.([^.]+)/.exec(Array.isArray(references) ? String(references[0]) : "") ?? [];
  return name === undefined ? undefined : constructPath(name).part;
}

function portsOf(expressions: Resource["expressions"]): string[] {
  const [from, to] = [expressions.from_port, expressions.to_port].map((port) =>
    isRecord(port) && typeof port.constant_value === "number" ? port.constant_value : undefined,
  );
  if (from === undefined || to === undefined) return [];
  return [from === to ? String(from) : `${from}-${to}`];
}
