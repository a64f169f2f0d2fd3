import { clusters, deploymentApplications, deploymentConfigurations, logGroups } from "./containers";
import { databases, parameterGroups, proxies, subnetGroups } from "./databases";
import { originAccessControls, responseHeadersPolicies } from "./edge";
import { identityProviders, keyAliases, parameters, policies, roles, secrets } from "./identity";
import type { Lookup } from "./lookup";
import { loadBalancers, securityGroups, targetGroups } from "./network";
import { backupVaults, buckets, fileSystems, repositories } from "./storage";
import { amongTagged } from "./tagged";

/** How the names of a type are looked for, by Terraform's type; the attribute is the one that its page says AWS takes once. */
export const nameLookups: Readonly<Record<string, Lookup>> = {
  aws_backup_vault: backupVaults,
  aws_cloudfront_origin_access_control: originAccessControls,
  aws_cloudfront_response_headers_policy: responseHeadersPolicies,
  aws_cloudwatch_log_group: logGroups,
  aws_codedeploy_app: deploymentApplications,
  aws_codedeploy_deployment_config: deploymentConfigurations,
  aws_db_instance: databases,
  aws_db_parameter_group: parameterGroups,
  aws_db_proxy: proxies,
  aws_db_subnet_group: subnetGroups,
  aws_ecr_repository: repositories,
  // AWS makes no second one: a deploy would take over the cluster of another environment.
  aws_ecs_cluster: clusters,
  aws_efs_file_system: fileSystems,
  aws_iam_openid_connect_provider: identityProviders,
  aws_iam_policy: policies,
  aws_iam_role: roles,
  aws_kms_alias: keyAliases,
  aws_lb: loadBalancers,
  aws_lb_target_group: targetGroups,
  aws_s3_bucket: buckets,
  aws_scheduler_schedule_group: amongTagged("aws_scheduler_schedule_group", "name"),
  aws_secretsmanager_secret: secrets,
  aws_security_group: securityGroups,
  aws_sfn_state_machine: amongTagged("aws_sfn_state_machine", "name"),
  aws_ssm_parameter: parameters,
  aws_wafv2_web_acl: amongTagged("aws_wafv2_web_acl", "name"),
  aws_xray_group: amongTagged("aws_xray_group", "group_name"),
  aws_xray_sampling_rule: amongTagged("aws_xray_sampling_rule", "rule_name"),
};

/** Types of whose names AWS refuses a second one too, and why they are not looked for: Terraform says it in an apply. */
export const notLookedFor: Readonly<Record<string, string>> = {
  aws_budgets_budget: "the project has no client of AWS Budgets, and nothing depends on a budget",
  aws_db_instance_automated_backups_replication: "its source is new, or is found by its own name",
};
