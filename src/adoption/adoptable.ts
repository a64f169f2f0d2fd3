/** How a resource of one type is recognized and imported. */
export interface Adoptable {
  /**
   * Attributes that tell it from every other one of its type; where several lists stand, the first that is known and
   * fits exactly one. A path such as `tags.Name` is one, too.
   */
  readonly by: readonly (readonly string[])[];
  /** Attributes that must not differ where both sides know them. */
  readonly also?: readonly string[];
  /**
   * What the provider imports it by: `{attribute}`, `{attribute:tail}` for what stands behind the last slash, `{one|=text}`
   * with a text for what is not said, `{@account}` and `{@region}`.
   * @default "{id}"
   */
  readonly id?: string;
}

const byName: Adoptable = { by: [["name"]] };
const ofBucket: Adoptable = { by: [["bucket"]] };
const ofVault: Adoptable = { by: [["backup_vault_name"]] };
const ofFileSystem: Adoptable = { by: [["file_system_id"]] };
const ofRepository: Adoptable = { by: [["repository"]] };
const peers = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];
const securityGroupRule: Adoptable = { by: [["security_group_id", "ip_protocol", "from_port", "to_port", ...peers]] };

/** By Terraform's type: each type's page in the documentation of the AWS provider 5.100, section "Import". */
export const adoptable: Readonly<Record<string, Adoptable>> = {
  aws_acm_certificate: { by: [["arn"], ["domain_name"]] },
  aws_appautoscaling_policy: {
    by: [["resource_id", "name", "scalable_dimension", "service_namespace"]],
    id: "{service_namespace}/{resource_id}/{scalable_dimension}/{name}",
  },
  aws_appautoscaling_target: {
    by: [["resource_id", "scalable_dimension", "service_namespace"]],
    id: "{service_namespace}/{resource_id}/{scalable_dimension}",
  },
  aws_backup_plan: byName,
  aws_backup_selection: { by: [["name", "plan_id"]], id: "{plan_id}|{id}" },
  aws_backup_vault: byName,
  aws_backup_vault_lock_configuration: ofVault,
  aws_backup_vault_policy: ofVault,
  aws_budgets_budget: byName,
  aws_cloudfront_distribution: { by: [["aliases"]] },
  aws_cloudfront_origin_access_control: byName,
  aws_cloudfront_response_headers_policy: byName,
  aws_cloudwatch_composite_alarm: { by: [["alarm_name"]] },
  aws_cloudwatch_dashboard: { by: [["dashboard_name"]] },
  aws_cloudwatch_event_rule: { by: [["name", "event_bus_name"]] },
  aws_cloudwatch_event_target: {
    by: [["rule", "target_id", "event_bus_name"]],
    id: "{event_bus_name|=default}/{rule}/{target_id}",
  },
  aws_cloudwatch_log_delivery: { by: [["delivery_source_name", "delivery_destination_arn"]] },
  aws_cloudwatch_log_delivery_destination: { ...byName, id: "{name}" },
  aws_cloudwatch_log_delivery_source: { ...byName, id: "{name}" },
  aws_cloudwatch_log_group: byName,
  aws_cloudwatch_log_metric_filter: { by: [["log_group_name", "name"]], id: "{log_group_name}:{name}" },
  aws_cloudwatch_log_resource_policy: { by: [["policy_name"]] },
  aws_cloudwatch_metric_alarm: { by: [["alarm_name"]] },
  aws_cloudwatch_query_definition: {
    by: [["name"]],
    id: "arn:aws:logs:{@region}:{@account}:query-definition:{query_definition_id|id}",
  },
  aws_codedeploy_app: { ...byName, id: "{name}" },
  aws_codedeploy_deployment_config: { by: [["deployment_config_name"]], id: "{deployment_config_name}" },
  aws_codedeploy_deployment_group: {
    by: [["deployment_group_name", "app_name"]],
    id: "{app_name}:{deployment_group_name}",
  },
  aws_db_instance: { by: [["identifier"]], id: "{identifier}" },
  aws_db_instance_automated_backups_replication: { by: [["source_db_instance_arn"]] },
  aws_db_parameter_group: byName,
  aws_db_proxy: { ...byName, id: "{name}" },
  aws_db_proxy_default_target_group: { by: [["db_proxy_name"]], id: "{db_proxy_name}" },
  aws_db_proxy_target: {
    by: [["db_proxy_name", "target_group_name", "db_instance_identifier", "db_cluster_identifier"]],
  },
  aws_db_subnet_group: byName,
  aws_default_security_group: { by: [["vpc_id"]] },
  aws_ecr_lifecycle_policy: ofRepository,
  aws_ecr_repository: byName,
  aws_ecr_repository_policy: ofRepository,
  aws_ecs_cluster: { ...byName, id: "{name}" },
  aws_ecs_cluster_capacity_providers: { by: [["cluster_name"]], id: "{cluster_name}" },
  aws_ecs_service: { by: [["name", "cluster"]], id: "{cluster:tail}/{name}" },
  aws_efs_access_point: { by: [["id"], ["file_system_id", "root_directory"]] },
  aws_efs_backup_policy: ofFileSystem,
  aws_efs_file_system: { by: [["creation_token"], ["id"]] },
  aws_efs_file_system_policy: ofFileSystem,
  aws_efs_mount_target: { by: [["file_system_id", "subnet_id"]] },
  aws_eip: { by: [["allocation_id"], ["tags.Name"]] },
  aws_flow_log: { by: [["vpc_id", "log_destination"]] },
  aws_iam_openid_connect_provider: { by: [["url"]] },
  aws_iam_policy: byName,
  aws_iam_role: byName,
  aws_iam_role_policy_attachment: { by: [["role", "policy_arn"]], id: "{role}/{policy_arn}" },
  aws_internet_gateway: { by: [["vpc_id"]] },
  aws_kms_alias: { ...byName, id: "{name}" },
  aws_kms_key: { by: [["key_id"], ["arn"]], id: "{key_id|id}" },
  aws_lb: byName,
  aws_lb_listener: { by: [["load_balancer_arn", "port"]] },
  aws_lb_listener_rule: {
    by: [
      ["listener_arn", "condition"],
      ["listener_arn", "priority"],
    ],
  },
  aws_lb_target_group: byName,
  aws_nat_gateway: { by: [["subnet_id"]] },
  aws_route: {
    by: [["route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"]],
    id: "{route_table_id}_{destination_cidr_block|destination_ipv6_cidr_block|destination_prefix_list_id}",
  },
  aws_route53_record: { by: [["name", "type", "set_identifier"]], also: ["zone_id"] },
  aws_route53_zone: { ...byName, id: "{zone_id|id}" },
  aws_route_table: { by: [["vpc_id", "tags.Name"]] },
  aws_route_table_association: {
    by: [["route_table_id", "subnet_id", "gateway_id"]],
    id: "{subnet_id|gateway_id}/{route_table_id}",
  },
  aws_s3_bucket: { ...ofBucket, id: "{bucket}" },
  aws_s3_bucket_lifecycle_configuration: ofBucket,
  aws_s3_bucket_ownership_controls: ofBucket,
  aws_s3_bucket_policy: ofBucket,
  aws_s3_bucket_public_access_block: ofBucket,
  aws_s3_bucket_server_side_encryption_configuration: ofBucket,
  aws_s3_bucket_versioning: ofBucket,
  aws_s3_object: { by: [["bucket", "key"]], id: "{bucket}/{key}" },
  aws_scheduler_schedule: { by: [["name", "group_name"]], id: "{group_name|=default}/{name}" },
  aws_scheduler_schedule_group: { ...byName, id: "{name}" },
  aws_secretsmanager_secret: { ...byName, id: "{arn|id}" },
  aws_secretsmanager_secret_rotation: { by: [["secret_id"]] },
  aws_security_group: { ...byName, also: ["vpc_id"] },
  aws_service_discovery_private_dns_namespace: { ...byName, id: "{id}:{vpc}" },
  aws_service_discovery_service: { by: [["name", "namespace_id"]] },
  aws_sfn_state_machine: byName,
  aws_sns_topic: byName,
  aws_sns_topic_policy: { by: [["arn"]] },
  aws_sns_topic_subscription: { by: [["topic_arn", "protocol", "endpoint"]] },
  aws_ssm_parameter: { ...byName, id: "{name}" },
  aws_subnet: { by: [["vpc_id", "cidr_block"]] },
  aws_vpc: { by: [["cidr_block", "tags.Name"]] },
  aws_vpc_endpoint: { by: [["vpc_id", "service_name"]] },
  aws_vpc_security_group_egress_rule: securityGroupRule,
  aws_vpc_security_group_ingress_rule: securityGroupRule,
  aws_wafv2_web_acl: { by: [["name", "scope"]], id: "{id}/{name}/{scope}" },
  aws_wafv2_web_acl_association: { by: [["resource_arn"]], id: "{web_acl_arn},{resource_arn}" },
  aws_wafv2_web_acl_logging_configuration: { by: [["resource_arn"]] },
  aws_xray_group: { by: [["group_name"]], id: "{arn}" },
  aws_xray_sampling_rule: { by: [["rule_name"]], id: "{rule_name}" },
};
