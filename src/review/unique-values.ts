/** A value of which AWS takes each only once at a time. */
export interface UniqueValue {
  /** What AWS calls it, as in `priority`. */
  readonly noun: string;
  /** The attributes that it consists of. */
  readonly of: readonly string[];
  /** The attributes that say among which resources it is unique. @default the account's in the region */
  readonly within?: readonly string[];
  /**
   * What becomes of a second resource with it: AWS refuses it; or both are one in AWS, and what is done to one is done to the other.
   * @default "refused"
   */
  readonly second?: "refused" | "the same";
  /** Ranges of addresses, of which no two overlap. @default values that differ */
  readonly ranges?: boolean;
}

const name: UniqueValue = { noun: "name", of: ["name"] };
const sameName: UniqueValue = { ...name, second: "the same" };

/** By Terraform's type. Names that AWS makes unique by itself, and rules of security groups, are not here. */
export const uniqueValues: Readonly<Record<string, readonly UniqueValue[]>> = {
  aws_cloudfront_cache_policy: [name],
  aws_cloudfront_function: [name],
  aws_cloudfront_origin_access_control: [name],
  aws_cloudfront_response_headers_policy: [name],
  aws_cloudwatch_composite_alarm: [{ noun: "name", of: ["alarm_name"], second: "the same" }],
  aws_cloudwatch_dashboard: [{ noun: "name", of: ["dashboard_name"], second: "the same" }],
  aws_cloudwatch_event_rule: [{ ...sameName, within: ["event_bus_name"] }],
  aws_cloudwatch_log_group: [name],
  aws_cloudwatch_log_metric_filter: [{ ...sameName, within: ["log_group_name"] }],
  aws_cloudwatch_metric_alarm: [{ noun: "name", of: ["alarm_name"], second: "the same" }],
  aws_codedeploy_app: [name],
  aws_codedeploy_deployment_config: [{ noun: "name", of: ["deployment_config_name"] }],
  aws_codedeploy_deployment_group: [{ noun: "name", of: ["deployment_group_name"], within: ["app_name"] }],
  aws_db_instance: [{ noun: "identifier", of: ["identifier"] }],
  aws_db_parameter_group: [name],
  aws_db_proxy: [name],
  aws_db_subnet_group: [name],
  aws_ecr_repository: [name],
  aws_ecs_cluster: [sameName],
  aws_ecs_service: [{ ...name, within: ["cluster"] }],
  aws_efs_mount_target: [{ noun: "subnet", of: ["subnet_id"], within: ["file_system_id"] }],
  aws_elasticache_parameter_group: [name],
  aws_elasticache_subnet_group: [name],
  aws_iam_openid_connect_provider: [{ noun: "URL", of: ["url"] }],
  aws_iam_policy: [name],
  aws_iam_role: [name],
  aws_kms_alias: [name],
  aws_lambda_function: [{ noun: "name", of: ["function_name"] }],
  aws_lb: [name],
  aws_lb_listener: [{ noun: "port", of: ["port"], within: ["load_balancer_arn"] }],
  aws_lb_listener_rule: [{ noun: "priority", of: ["priority"], within: ["listener_arn"] }],
  aws_lb_target_group: [name],
  aws_rds_cluster: [{ noun: "identifier", of: ["cluster_identifier"] }],
  aws_rds_cluster_parameter_group: [name],
  aws_route: [
    {
      noun: "destination",
      of: ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
      within: ["route_table_id"],
    },
  ],
  aws_route53_record: [{ noun: "name", of: ["name", "type", "set_identifier"], within: ["zone_id"] }],
  aws_s3_bucket: [{ noun: "name", of: ["bucket"] }],
  aws_scheduler_schedule: [{ ...name, within: ["group_name"] }],
  aws_scheduler_schedule_group: [name],
  aws_secretsmanager_secret: [name],
  aws_security_group: [{ ...name, within: ["vpc_id"] }],
  aws_service_discovery_private_dns_namespace: [{ ...name, within: ["vpc"] }],
  aws_service_discovery_service: [{ ...name, within: ["namespace_id"] }],
  aws_sfn_state_machine: [name],
  aws_sns_topic: [sameName],
  aws_sqs_queue: [sameName],
  aws_ssm_parameter: [name],
  aws_subnet: [{ noun: "range", of: ["cidr_block"], within: ["vpc_id"], ranges: true }],
  aws_wafv2_web_acl: [{ ...name, within: ["scope"] }],
};
