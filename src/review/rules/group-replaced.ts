import type { ResourceChange } from "../change";
import { finding, type Rule } from "../finding";
import { edgesOf, edgeText } from "./edges";

/** Rules of a security group, by Terraform's type. */
const rules = new Set([
  "aws_security_group_rule",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
]);

/** The rules of a security group that go before its members have left it. */
export function rulesThatGo(
  { type, action, before }: ResourceChange,
  changes: readonly ResourceChange[],
): readonly ResourceChange[] {
  if (type !== "aws_security_group" || action !== "replace" || typeof before.id !== "string") return [];
  return changes.filter(
    (one) =>
      rules.has(one.type) &&
      one.before.security_group_id === before.id &&
      (one.action === "delete" || (one.action === "replace" && !one.createdFirst)),
  );
}

/** A security group that is replaced together with its rules. */
export const groupReplaced: Rule = (change, { changes }) => {
  const gone = rulesThatGo(change, changes);
  if (gone.length === 0) return [];
  return [
    finding("dangerous", "loses its rules before its members leave it", {
      changes: gone.flatMap(({ type, before }) => edgesOf(type, before).map((edge) => `- ${edgeText(edge)}`)),
      why: "Members keep the old group until each of them is updated, tasks until others have taken their place; meanwhile these connections are refused. AWS deletes the old group only when the last network interface has left it, and gives up after 15 minutes.",
      todo: "Take back what forces the replacement: its name, description or VPC. Where it must be, do it when an outage of these connections is fine.",
    }),
  ];
};
