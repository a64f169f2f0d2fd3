import { EC2Client, paginateDescribeSecurityGroupRules, type SecurityGroupRule } from "@aws-sdk/client-ec2";

import { awsClient } from "../aws/client";
import type { ExportedResource } from "../../adoption/exported-resource";
import { at } from "../../terraform-json/record";
import { knownAs } from "../../adoption/type-aliases";
import type { Outcome } from "../../adoption/match";

/** As many values as a filter takes. */
const mostValues = 200;

/**
 * The rules of the security groups that are adopted, from AWS: an export knows rules that stand in their group, and those
 * of the older type with several peers, without the ids that an import needs.
 *
 * @returns none where every rule of the stack is recognized, or no group is
 */
export async function rulesInAws(outcomes: readonly Outcome[], region: string): Promise<ExportedResource[]> {
  const isMissing = outcomes.some(
    ({ kind, address }) => kind === "new" && /^aws_vpc_security_group_\w+_rule\./.test(address),
  );
  const groups = outcomes.flatMap((outcome) =>
    outcome.kind === "import" && outcome.found.type === "aws_security_group" ? [outcome.id] : [],
  );
  if (!isMissing || groups.length === 0) return [];
  const client = awsClient(EC2Client, region);
  const found: ExportedResource[] = [];
  for (let start = 0; start < groups.length; start += mostValues) {
    const Filters = [{ Name: "group-id", Values: groups.slice(start, start + mostValues) }];
    for await (const page of paginateDescribeSecurityGroupRules({ client }, { Filters }))
      found.push(...(page.SecurityGroupRules ?? []).map(foundRule));
  }
  const known = new Set(outcomes.map((outcome) => (outcome.kind === "import" ? outcome.id : undefined)));
  return found.filter(({ attributes }) => !known.has(attributes.id as string));
}

export function foundRule(rule: SecurityGroupRule): ExportedResource {
  const foreignType = rule.IsEgress ? "aws_vpc_security_group_egress_rule" : "aws_vpc_security_group_ingress_rule";
  const attributes = {
    id: rule.SecurityGroupRuleId,
    security_group_id: rule.GroupId,
    ip_protocol: rule.IpProtocol,
    from_port: rule.FromPort,
    to_port: rule.ToPort,
    cidr_ipv4: rule.CidrIpv4,
    cidr_ipv6: rule.CidrIpv6,
    prefix_list_id: rule.PrefixListId,
    referenced_security_group_id: at(rule, "ReferencedGroupInfo.GroupId"),
  };
  const peer = rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId ?? "nobody";
  const ports =
    rule.IpProtocol === "-1" ? "all" : `${rule.IpProtocol ?? ""} ${rule.FromPort ?? ""}-${rule.ToPort ?? ""}`;
  const label = `${rule.SecurityGroupRuleId ?? ""} in AWS: ${rule.GroupId ?? ""} ${rule.IsEgress ? "to" : "from"} ${peer}, ${ports}`;
  return { label, foreignType, ...knownAs(foreignType, attributes) };
}
