import type { DocumentedStack } from "../../src/documentation/documented-stack";
import { Blocks } from "../../src/terraform-json/blocks";
import { blocksAt } from "../support/blocks";

type Bodies = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A stack of these resources, by address; addresses that begin with `data.` are data sources. */
export function stackOf(bodies: Bodies, rest: Partial<DocumentedStack> = {}): DocumentedStack {
  return {
    ...{ name: "test", account: "111122223333", region: "us-east-1" },
    state: { bucket: "state", key: "test.tfstate" },
    blocks: new Blocks(blocksAt(bodies)),
    cost: { month: "about 1 US dollars", section: "It costs 1 US dollar." },
    kept: { addresses: [], protecting: [] },
    forgotten: [],
    ...rest,
  };
}

/** What a service of the platform is made of, as far as pages show it. */
export function serviceBodies(key: string): Bodies {
  const group = `aws_security_group.services_${key}_service_security-group_00000000`;
  const role = `aws_iam_role.roles_${key}_00000000`;
  const policy = `aws_iam_policy.roles_${key}_policy_00000000`;
  const statement = {
    Sid: "UseQueueJobs",
    Effect: "Allow",
    Action: ["sqs:SendMessage"],
    Resource: ["arn:aws:sqs:us-east-1:111122223333:jobs"],
  };
  return {
    [`aws_ecs_service.services_${key}_service_00000000`]: {
      name: key,
      task_definition: `\${aws_ecs_task_definition.services_${key}_task-definition_00000000.arn}`,
      network_configuration: { security_groups: [`\${${group}.id}`] },
      desired_count: 1,
    },
    [`aws_ecs_task_definition.services_${key}_task-definition_00000000`]: {
      ...{ family: key, cpu: "256", memory: "512", task_role_arn: `\${${role}.arn}` },
      container_definitions: JSON.stringify([{ name: key, image: "busybox" }]),
    },
    [group]: { description: `Members of ${key}` },
    [`aws_vpc_security_group_egress_rule.services_${key}_service_security-group_to-internet-443_00000000`]: {
      ...{ security_group_id: `\${${group}.id}`, cidr_ipv4: "0.0.0.0/0", description: `${key} to internet` },
      ...{ ip_protocol: "tcp", from_port: 443, to_port: 443 },
    },
    [role]: { name: key },
    [policy]: { policy: JSON.stringify({ Statement: [statement] }) },
    [`aws_iam_role_policy_attachment.roles_${key}_attachment_00000000`]: {
      ...{ role: `\${${role}.name}`, policy_arn: `\${${policy}.arn}` },
    },
    [`aws_cloudwatch_metric_alarm.monitoring_services_${key}_cpu_00000000`]: {
      alarm_name: `test/services/${key}/cpu`,
      alarm_description: `The tasks of ${key} use 90 percent of their CPU.`,
      ...{ metric_name: "CPUUtilization", statistic: "Average", threshold: 90, period: 60, evaluation_periods: 3 },
      comparison_operator: "GreaterThanOrEqualToThreshold",
    },
  };
}

export const cluster: Bodies = { "aws_ecs_cluster.cluster_00000000": { name: "cluster" } };
