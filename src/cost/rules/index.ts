import { budgetAction, stateMachine } from "./automation";
import { dbInstance, dbProxy, replicatedBackups } from "./database";
import { ecsCluster, ecsService, eventTarget, schedule, taskDefinition } from "./fargate";
import { distribution, healthCheck, hostedZone, loadBalancer, privateNamespace, ruleGroup, webAcl } from "./ingress";
import { elasticAddress, natGateway, vpcEndpoint } from "./network";
import {
  compositeAlarm,
  dashboard,
  logDelivery,
  logGroup,
  metricAlarm,
  metricFilter,
  samplingRule,
  subscription,
  topic,
  trail,
} from "./observability";
import type { Rule } from "./rule";
import { encryptionKey, parameter, secret } from "./security";
import { backupSelection, bucket, bucketReplication, fileSystem, fileSystemBackup, imageRepository } from "./storage";

/** What each type costs. A type is here, or among the free ones, or its resources are reported as not priced. */
export const rules: Readonly<Record<string, Rule>> = {
  aws_backup_selection: backupSelection,
  aws_budgets_budget_action: budgetAction,
  aws_cloudfront_distribution: distribution,
  aws_cloudtrail: trail,
  aws_cloudwatch_composite_alarm: compositeAlarm,
  aws_cloudwatch_dashboard: dashboard,
  aws_cloudwatch_event_target: eventTarget,
  aws_cloudwatch_log_delivery: logDelivery,
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_log_metric_filter: metricFilter,
  aws_cloudwatch_metric_alarm: metricAlarm,
  aws_db_instance: dbInstance,
  aws_db_instance_automated_backups_replication: replicatedBackups,
  aws_db_proxy: dbProxy,
  aws_ecr_repository: imageRepository,
  aws_ecs_cluster: ecsCluster,
  aws_ecs_service: ecsService,
  aws_ecs_task_definition: taskDefinition,
  aws_efs_backup_policy: fileSystemBackup,
  aws_efs_file_system: fileSystem,
  aws_eip: elasticAddress,
  aws_kms_key: encryptionKey,
  aws_kms_replica_key: encryptionKey,
  aws_lb: loadBalancer,
  aws_nat_gateway: natGateway,
  aws_route53_health_check: healthCheck,
  aws_route53_zone: hostedZone,
  aws_s3_bucket: bucket,
  aws_s3_bucket_replication_configuration: bucketReplication,
  aws_scheduler_schedule: schedule,
  aws_secretsmanager_secret: secret,
  aws_service_discovery_private_dns_namespace: privateNamespace,
  aws_service_discovery_public_dns_namespace: privateNamespace,
  aws_sfn_state_machine: stateMachine,
  aws_sns_topic: topic,
  aws_sns_topic_subscription: subscription,
  aws_ssm_parameter: parameter,
  aws_vpc_endpoint: vpcEndpoint,
  aws_wafv2_rule_group: ruleGroup,
  aws_wafv2_web_acl: webAcl,
  aws_xray_sampling_rule: samplingRule,
};
