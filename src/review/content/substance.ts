import { expressionOf } from "../../terraform-json/references";
import { isRecord } from "../../terraform-json/record";
import type { Shown } from "../../terraform-json/shown";
import { listOf, recordOf, valueText } from "../text";
import { containerLines } from "./container-lines";
import { linesOf } from "./lines";

type Attributes = Readonly<Record<string, Shown>>;
type Substance = (after: Attributes) => string[];

/**
 * What a reviewer wants to know of something new, by Terraform's type, where that is not all that the configuration sets, or
 * reads better as a sentence.
 */
export const substanceByType: Readonly<Record<string, Substance>> = {
  aws_appautoscaling_target: ({ min_capacity: least, max_capacity: most, scalable_dimension: dimension }) => [
    `${word(dimension)}: ${word(least)} to ${word(most)}`,
  ],
  aws_cloudwatch_dashboard: only("dashboard_name"),
  aws_cloudwatch_metric_alarm: alarm,
  aws_db_instance: only(
    ...["identifier", "engine", "engine_version", "instance_class", "allocated_storage", "max_allocated_storage"],
    ...["storage_type", "iops", "storage_encrypted", "kms_key_id", "multi_az", "publicly_accessible", "port"],
    ...["vpc_security_group_ids", "backup_retention_period", "deletion_protection", "skip_final_snapshot"],
  ),
  aws_ecs_service: only(
    ...["name", "desired_count", "scheduling_strategy", "launch_type", "capacity_provider_strategy", "task_definition"],
    ...["deployment_controller", "deployment_minimum_healthy_percent", "deployment_maximum_percent"],
    ...["enable_execute_command", "load_balancer", "service_registries", "network_configuration"],
  ),
  aws_ecs_task_definition: (after) => [
    ...only("family", "cpu", "memory")(after),
    ...containerLines(after.container_definitions),
    ...only("task_role_arn", "execution_role_arn", "runtime_platform", "ephemeral_storage")(after),
  ],
  aws_lb_listener: ({ protocol, port, certificate_arn, ssl_policy, default_action: actions }) => [
    `${word(protocol)} port ${word(port)} → ${listOf(actions).map(actionText).join(", ")}`,
    ...only("certificate_arn", "ssl_policy")({ certificate_arn, ssl_policy }),
  ],
  aws_lb_listener_rule: ({ priority, condition, action }) => [
    `${listOf(condition).map(conditionText).join(" and ")} → ${listOf(action).map(actionText).join(", ")}`,
    `priority: ${word(priority)}`,
  ],
  aws_route53_record: record,
  aws_security_group_rule: (after) => [edge(after, after.type === "egress" ? "to" : "from")],
  aws_vpc_security_group_egress_rule: (after) => [edge(after, "to")],
  aws_vpc_security_group_ingress_rule: (after) => [edge(after, "from")],
};

function only(...attributes: readonly string[]): Substance {
  return (after) =>
    attributes.flatMap((attribute) =>
      linesOf(attribute, Object.hasOwn(after, attribute) ? after[attribute] : undefined),
    );
}

/** As in `tcp 443 from 0.0.0.0/0`. */
function edge(rule: Attributes, direction: "from" | "to"): string {
  const { from_port: from, to_port: to, protocol = rule.ip_protocol } = rule;
  const range = from === to ? word(from) : `${word(from)}-${word(to)}`;
  const ports = word(protocol) === "-1" ? "every protocol and port" : `${word(protocol)} ${range}`;
  const peers = [
    ...["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id", "source_security_group_id"],
    ...["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids"],
  ].flatMap((attribute) => words(rule[attribute]));
  return `${ports} ${direction} ${[...peers, ...(rule.self === true ? ["itself"] : [])].join(", ")}`;
}

/** As in `CPUUtilization (AWS/ECS, Average) GreaterThanThreshold 80, 3 of 3 periods of 60 s`. */
function alarm(after: Attributes): string[] {
  const { metric_name: metric, namespace, statistic = after.extended_statistic, comparison_operator: is } = after;
  const { threshold, threshold_metric_id: band, evaluation_periods: all, datapoints_to_alarm: some, period } = after;
  const name =
    metric === undefined || metric === null
      ? "an expression"
      : `${word(metric)} (${word(namespace)}, ${word(statistic)})`;
  const periods = `${word(some ?? all)} of ${word(all)} periods${period === undefined || period === null ? "" : ` of ${word(period)} s`}`;
  return [
    `${name} ${word(is)} ${word(threshold ?? band)}, ${periods}`,
    ...only("metric_query", "dimensions", "alarm_actions")(after),
  ];
}

/** As in `A www.example.com → load-balancer.dns_name`. */
function record({ name, type, ttl, records, alias, weighted_routing_policy, set_identifier }: Attributes): string[] {
  const targets = [...words(records), ...listOf(alias).map((one) => `alias of ${word(recordOf(one).name)}`)];
  return [
    `${word(type)} ${word(name)} → ${targets.join(", ")}`,
    ...only("ttl", "set_identifier", "weighted_routing_policy")({ ttl, set_identifier, weighted_routing_policy }),
  ];
}

/** As in `host_header api.example.com, www.example.com`. */
function conditionText(condition: Shown): string {
  return linesOf("", condition)
    .map((line) => line.replace(/\.values: /, " ").replaceAll(/[[\]"]/g, ""))
    .join(", ");
}

/** As in `forward to services.api › target-group.arn`, or `redirect https://www.example.com:443/#{path}`. */
function actionText(action: Shown): string {
  const { type, target_group_arn: group, ...rest } = recordOf(action);
  const details = linesOf("", rest).map((line) => line.replace(/^\w+\./, ""));
  const to = group === undefined || group === null ? "" : ` to ${word(group)}`;
  return `${word(type)}${to}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
}

/** A value within a sentence: a text without its quotes, a reference without its braces. */
function word(value: Shown): string {
  return typeof value === "string" ? (expressionOf(value) ?? value) : valueText(value);
}

function words(value: Shown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return (value as readonly Shown[]).map(word);
  return isRecord(value) ? [] : [word(value)];
}
