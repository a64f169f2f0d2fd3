import { type Use, use } from "./use";

const refused = (by: Use["by"], of: string, named: readonly string[], what: string): Use =>
  use(by, of, named, { then: `AWS refuses to delete ${what}, and the deploy fails after minutes` });

const groups = (
  [
    ["aws_db_instance", "vpc_security_group_ids"],
    ["aws_db_proxy", "vpc_security_group_ids"],
    ["aws_ecs_service", "network_configuration.security_groups"],
    ["aws_efs_mount_target", "security_groups"],
    ["aws_elasticache_replication_group", "security_group_ids"],
    ["aws_instance", "vpc_security_group_ids"],
    ["aws_lambda_function", "vpc_config.security_group_ids"],
    ["aws_lb", "security_groups"],
    ["aws_rds_cluster", "vpc_security_group_ids"],
    ["aws_vpc_endpoint", "security_group_ids"],
  ] as const
).map((by) => refused(by, "aws_security_group", ["id"], "a security group that has members"));

const rules = (
  [
    ["aws_security_group_rule", "source_security_group_id"],
    ["aws_vpc_security_group_egress_rule", "referenced_security_group_id"],
    ["aws_vpc_security_group_ingress_rule", "referenced_security_group_id"],
  ] as const
).map((by) => refused(by, "aws_security_group", ["id"], "a security group that rules of others name"));

const subnets = (
  [
    ["aws_db_subnet_group", "subnet_ids"],
    ["aws_ecs_service", "network_configuration.subnets"],
    ["aws_efs_mount_target", "subnet_id"],
    ["aws_elasticache_subnet_group", "subnet_ids"],
    ["aws_instance", "subnet_id"],
    ["aws_lambda_function", "vpc_config.subnet_ids"],
    ["aws_lb", "subnets"],
    ["aws_nat_gateway", "subnet_id"],
    ["aws_vpc_endpoint", "subnet_ids"],
  ] as const
).map((by) => refused(by, "aws_subnet", ["id"], "a subnet that is in use"));

const targets = (
  [
    ["aws_ecs_service", "load_balancer.target_group_arn"],
    ["aws_lb_listener", "default_action.target_group_arn"],
    ["aws_lb_listener_rule", "action.target_group_arn"],
    ["aws_lb_listener_rule", "action.forward.target_group.arn"],
  ] as const
).map((by) => refused(by, "aws_lb_target_group", ["arn"], "a target group that is in use"));

const certificates = (
  [
    ["aws_cloudfront_distribution", "viewer_certificate.acm_certificate_arn"],
    ["aws_lb_listener", "certificate_arn"],
    ["aws_lb_listener_certificate", "certificate_arn"],
  ] as const
).map((by) => refused(by, "aws_acm_certificate", ["arn"], "a certificate that is in use"));

/** What AWS does not give up while it is in use. */
export const network: readonly Use[] = [
  ...groups,
  ...rules,
  ...subnets,
  ...targets,
  ...certificates,
  refused(
    ["aws_db_instance", "db_subnet_group_name"],
    "aws_db_subnet_group",
    ["name"],
    "a subnet group that is in use",
  ),
];
