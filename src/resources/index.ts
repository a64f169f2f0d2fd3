import { acmCertificate } from "./acm-certificate";
import { acmCertificateValidation } from "./acm-certificate-validation";
import { appautoscalingPolicy } from "./appautoscaling-policy";
import { appautoscalingScheduledAction } from "./appautoscaling-scheduled-action";
import { appautoscalingTarget } from "./appautoscaling-target";
import { backupPlan } from "./backup-plan";
import { backupSelection } from "./backup-selection";
import { backupVault } from "./backup-vault";
import { backupVaultLockConfiguration } from "./backup-vault-lock-configuration";
import { backupVaultPolicy } from "./backup-vault-policy";
import { budgetsBudget } from "./budgets-budget";
import { cloudfrontDistribution } from "./cloudfront-distribution";
import { cloudfrontOriginAccessControl } from "./cloudfront-origin-access-control";
import { cloudfrontResponseHeadersPolicy } from "./cloudfront-response-headers-policy";
import { cloudwatchCompositeAlarm } from "./cloudwatch-composite-alarm";
import { cloudwatchDashboard } from "./cloudwatch-dashboard";
import { cloudwatchEventRule } from "./cloudwatch-event-rule";
import { cloudwatchEventTarget } from "./cloudwatch-event-target";
import { cloudwatchLogDelivery } from "./cloudwatch-log-delivery";
import { cloudwatchLogDeliveryDestination } from "./cloudwatch-log-delivery-destination";
import { cloudwatchLogDeliverySource } from "./cloudwatch-log-delivery-source";
import { cloudwatchLogGroup } from "./cloudwatch-log-group";
import { cloudwatchLogMetricFilter } from "./cloudwatch-log-metric-filter";
import { cloudwatchLogResourcePolicy } from "./cloudwatch-log-resource-policy";
import { cloudwatchMetricAlarm } from "./cloudwatch-metric-alarm";
import { cloudwatchQueryDefinition } from "./cloudwatch-query-definition";
import { codedeployApp } from "./codedeploy-app";
import { codedeployDeploymentConfig } from "./codedeploy-deployment-config";
import { codedeployDeploymentGroup } from "./codedeploy-deployment-group";
import { dbInstance } from "./db-instance";
import { dbInstanceAutomatedBackupsReplication } from "./db-instance-automated-backups-replication";
import { dbParameterGroup } from "./db-parameter-group";
import { dbProxy } from "./db-proxy";
import { dbProxyDefaultTargetGroup } from "./db-proxy-default-target-group";
import { dbProxyTarget } from "./db-proxy-target";
import { dbSubnetGroup } from "./db-subnet-group";
import { defaultSecurityGroup } from "./default-security-group";
import { ecrLifecyclePolicy } from "./ecr-lifecycle-policy";
import { ecrRepository } from "./ecr-repository";
import { ecrRepositoryPolicy } from "./ecr-repository-policy";
import { ecsCluster } from "./ecs-cluster";
import { ecsClusterCapacityProviders } from "./ecs-cluster-capacity-providers";
import { ecsService } from "./ecs-service";
import { ecsTaskDefinition } from "./ecs-task-definition";
import { efsAccessPoint } from "./efs-access-point";
import { efsBackupPolicy } from "./efs-backup-policy";
import { efsFileSystem } from "./efs-file-system";
import { efsFileSystemPolicy } from "./efs-file-system-policy";
import { efsMountTarget } from "./efs-mount-target";
import { eip } from "./eip";
import { flowLog } from "./flow-log";
import { iamOpenidConnectProvider } from "./iam-openid-connect-provider";
import { iamPolicy } from "./iam-policy";
import { iamRole } from "./iam-role";
import { iamRolePolicyAttachment } from "./iam-role-policy-attachment";
import { internetGateway } from "./internet-gateway";
import { kmsAlias } from "./kms-alias";
import { kmsKey } from "./kms-key";
import { lb } from "./lb";
import { lbListener } from "./lb-listener";
import { lbListenerRule } from "./lb-listener-rule";
import { lbTargetGroup } from "./lb-target-group";
import { natGateway } from "./nat-gateway";
import { route53Zone } from "./route53-zone";
import { route } from "./route";
import { route53Record } from "./route53-record";
import { routeTable } from "./route-table";
import { routeTableAssociation } from "./route-table-association";
import { s3Bucket } from "./s3-bucket";
import { s3BucketLifecycleConfiguration } from "./s3-bucket-lifecycle-configuration";
import { s3BucketOwnershipControls } from "./s3-bucket-ownership-controls";
import { s3BucketPolicy } from "./s3-bucket-policy";
import { s3BucketPublicAccessBlock } from "./s3-bucket-public-access-block";
import { s3BucketServerSideEncryptionConfiguration } from "./s3-bucket-server-side-encryption-configuration";
import { s3BucketVersioning } from "./s3-bucket-versioning";
import { s3Object } from "./s3-object";
import { schedulerSchedule } from "./scheduler-schedule";
import { schedulerScheduleGroup } from "./scheduler-schedule-group";
import { secretsmanagerSecret } from "./secretsmanager-secret";
import { secretsmanagerSecretRotation } from "./secretsmanager-secret-rotation";
import { secretsmanagerSecretVersion } from "./secretsmanager-secret-version";
import { securityGroup } from "./security-group";
import { serviceDiscoveryPrivateDnsNamespace } from "./service-discovery-private-dns-namespace";
import { serviceDiscoveryService } from "./service-discovery-service";
import { sfnStateMachine } from "./sfn-state-machine";
import { snsTopic } from "./sns-topic";
import { snsTopicPolicy } from "./sns-topic-policy";
import { snsTopicSubscription } from "./sns-topic-subscription";
import { ssmParameter } from "./ssm-parameter";
import { subnet } from "./subnet";
import { terraformData } from "./terraform-data";
import { vpc } from "./vpc";
import { vpcEndpoint } from "./vpc-endpoint";
import { vpcSecurityGroupEgressRule } from "./vpc-security-group-egress-rule";
import { vpcSecurityGroupIngressRule } from "./vpc-security-group-ingress-rule";
import { wafv2WebAcl } from "./wafv2-web-acl";
import { wafv2WebAclAssociation } from "./wafv2-web-acl-association";
import { wafv2WebAclLoggingConfiguration } from "./wafv2-web-acl-logging-configuration";
import { xrayGroup } from "./xray-group";
import { xraySamplingRule } from "./xray-sampling-rule";
import { randomId } from "./random-id";
import type { Kind } from "./kind";

/** Every type of resource that a stack may have, by Terraform's name of it. */
export const kinds: Readonly<Record<string, Kind>> = {
  aws_acm_certificate: acmCertificate,
  aws_acm_certificate_validation: acmCertificateValidation,
  aws_appautoscaling_policy: appautoscalingPolicy,
  aws_appautoscaling_scheduled_action: appautoscalingScheduledAction,
  aws_appautoscaling_target: appautoscalingTarget,
  aws_backup_plan: backupPlan,
  aws_backup_selection: backupSelection,
  aws_backup_vault: backupVault,
  aws_backup_vault_lock_configuration: backupVaultLockConfiguration,
  aws_backup_vault_policy: backupVaultPolicy,
  aws_budgets_budget: budgetsBudget,
  aws_cloudfront_distribution: cloudfrontDistribution,
  aws_cloudfront_origin_access_control: cloudfrontOriginAccessControl,
  aws_cloudfront_response_headers_policy: cloudfrontResponseHeadersPolicy,
  aws_cloudwatch_composite_alarm: cloudwatchCompositeAlarm,
  aws_cloudwatch_dashboard: cloudwatchDashboard,
  aws_cloudwatch_event_rule: cloudwatchEventRule,
  aws_cloudwatch_event_target: cloudwatchEventTarget,
  aws_cloudwatch_log_delivery: cloudwatchLogDelivery,
  aws_cloudwatch_log_delivery_destination: cloudwatchLogDeliveryDestination,
  aws_cloudwatch_log_delivery_source: cloudwatchLogDeliverySource,
  aws_cloudwatch_log_group: cloudwatchLogGroup,
  aws_cloudwatch_log_metric_filter: cloudwatchLogMetricFilter,
  aws_cloudwatch_log_resource_policy: cloudwatchLogResourcePolicy,
  aws_cloudwatch_metric_alarm: cloudwatchMetricAlarm,
  aws_cloudwatch_query_definition: cloudwatchQueryDefinition,
  aws_codedeploy_app: codedeployApp,
  aws_codedeploy_deployment_config: codedeployDeploymentConfig,
  aws_codedeploy_deployment_group: codedeployDeploymentGroup,
  aws_db_instance: dbInstance,
  aws_db_instance_automated_backups_replication: dbInstanceAutomatedBackupsReplication,
  aws_db_parameter_group: dbParameterGroup,
  aws_db_proxy: dbProxy,
  aws_db_proxy_default_target_group: dbProxyDefaultTargetGroup,
  aws_db_proxy_target: dbProxyTarget,
  aws_db_subnet_group: dbSubnetGroup,
  aws_default_security_group: defaultSecurityGroup,
  aws_ecr_lifecycle_policy: ecrLifecyclePolicy,
  aws_ecr_repository: ecrRepository,
  aws_ecr_repository_policy: ecrRepositoryPolicy,
  aws_ecs_cluster: ecsCluster,
  aws_ecs_cluster_capacity_providers: ecsClusterCapacityProviders,
  aws_ecs_service: ecsService,
  aws_ecs_task_definition: ecsTaskDefinition,
  aws_efs_access_point: efsAccessPoint,
  aws_efs_backup_policy: efsBackupPolicy,
  aws_efs_file_system: efsFileSystem,
  aws_efs_file_system_policy: efsFileSystemPolicy,
  aws_efs_mount_target: efsMountTarget,
  aws_eip: eip,
  aws_flow_log: flowLog,
  aws_iam_openid_connect_provider: iamOpenidConnectProvider,
  aws_iam_policy: iamPolicy,
  aws_iam_role: iamRole,
  aws_iam_role_policy_attachment: iamRolePolicyAttachment,
  aws_internet_gateway: internetGateway,
  aws_kms_alias: kmsAlias,
  aws_kms_key: kmsKey,
  aws_lb: lb,
  aws_lb_listener: lbListener,
  aws_lb_listener_rule: lbListenerRule,
  aws_lb_target_group: lbTargetGroup,
  aws_nat_gateway: natGateway,
  aws_route: route,
  aws_route53_record: route53Record,
  aws_route53_zone: route53Zone,
  aws_route_table: routeTable,
  aws_route_table_association: routeTableAssociation,
  aws_s3_bucket: s3Bucket,
  aws_s3_bucket_lifecycle_configuration: s3BucketLifecycleConfiguration,
  aws_s3_bucket_ownership_controls: s3BucketOwnershipControls,
  aws_s3_bucket_policy: s3BucketPolicy,
  aws_s3_bucket_public_access_block: s3BucketPublicAccessBlock,
  aws_s3_bucket_server_side_encryption_configuration: s3BucketServerSideEncryptionConfiguration,
  aws_s3_bucket_versioning: s3BucketVersioning,
  aws_s3_object: s3Object,
  aws_scheduler_schedule: schedulerSchedule,
  aws_scheduler_schedule_group: schedulerScheduleGroup,
  aws_secretsmanager_secret: secretsmanagerSecret,
  aws_secretsmanager_secret_rotation: secretsmanagerSecretRotation,
  aws_secretsmanager_secret_version: secretsmanagerSecretVersion,
  aws_security_group: securityGroup,
  aws_service_discovery_private_dns_namespace: serviceDiscoveryPrivateDnsNamespace,
  aws_service_discovery_service: serviceDiscoveryService,
  aws_sfn_state_machine: sfnStateMachine,
  aws_sns_topic: snsTopic,
  aws_sns_topic_policy: snsTopicPolicy,
  aws_sns_topic_subscription: snsTopicSubscription,
  aws_ssm_parameter: ssmParameter,
  aws_subnet: subnet,
  aws_vpc: vpc,
  aws_vpc_endpoint: vpcEndpoint,
  aws_vpc_security_group_egress_rule: vpcSecurityGroupEgressRule,
  aws_vpc_security_group_ingress_rule: vpcSecurityGroupIngressRule,
  aws_wafv2_web_acl: wafv2WebAcl,
  aws_wafv2_web_acl_association: wafv2WebAclAssociation,
  aws_wafv2_web_acl_logging_configuration: wafv2WebAclLoggingConfiguration,
  aws_xray_group: xrayGroup,
  aws_xray_sampling_rule: xraySamplingRule,
  random_id: randomId,
  terraform_data: terraformData,
};
