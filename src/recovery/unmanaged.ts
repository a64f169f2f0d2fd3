import { own } from "../terraform-json/record";
import { type Arn, readArn } from "./arn";
import { seedsOf } from "./from-arn";
import { madeByService } from "./made-by-services";

/** What the resources of a kind are for Terraform, and the AWS CLI's command that deletes one. */
interface Kind {
  readonly type: string;
  /**
   * Without the region; `undefined` where no single command deletes it as this platform sets it up, such as a bucket with
   * objects or a role with policies, and where what is lost with it cannot be brought back, as with logs.
   */
  readonly deletion?: (arn: Arn) => readonly string[];
  /** Whether recovery points and snapshots may be readable only with it, or may be of it. */
  readonly backupsMayNeedIt?: true;
}

/** `aws <service> <command> <option> <id>`. */
const byId =
  (...words: readonly string[]) =>
  ({ id }: Arn): readonly string[] => [...words, id];

const byArn =
  (...words: readonly string[]) =>
  ({ arn }: Arn): readonly string[] => [...words, arn];

/** By the service and the kind of resource in its ARN. */
const kinds: Readonly<Record<string, Kind>> = {
  "acm:certificate": { type: "aws_acm_certificate", deletion: byArn("acm", "delete-certificate", "--certificate-arn") },
  "backup:backup-plan": {
    type: "aws_backup_plan",
    deletion: byId("backup", "delete-backup-plan", "--backup-plan-id"),
  },
  "backup:backup-vault": { type: "aws_backup_vault" },
  "cloudfront:distribution": { type: "aws_cloudfront_distribution" },
  "cloudwatch:alarm": {
    type: "aws_cloudwatch_metric_alarm",
    deletion: byId("cloudwatch", "delete-alarms", "--alarm-names"),
  },
  "codedeploy:application": {
    type: "aws_codedeploy_app",
    deletion: byId("deploy", "delete-application", "--application-name"),
  },
  "codedeploy:deploymentgroup": {
    type: "aws_codedeploy_deployment_group",
    deletion: ({ id }) => {
      const [application = "", group = ""] = id.split("/");
      return [
        ...["deploy", "delete-deployment-group", "--application-name", application],
        ...["--deployment-group-name", group],
      ];
    },
  },
  "ec2:elastic-ip": { type: "aws_eip", deletion: byId("ec2", "release-address", "--allocation-id") },
  "ec2:instance": { type: "aws_instance", deletion: byId("ec2", "terminate-instances", "--instance-ids") },
  "ec2:internet-gateway": { type: "aws_internet_gateway" },
  "ec2:natgateway": { type: "aws_nat_gateway", deletion: byId("ec2", "delete-nat-gateway", "--nat-gateway-id") },
  "ec2:route-table": { type: "aws_route_table", deletion: byId("ec2", "delete-route-table", "--route-table-id") },
  "ec2:security-group": { type: "aws_security_group", deletion: byId("ec2", "delete-security-group", "--group-id") },
  "ec2:security-group-rule": { type: "aws_vpc_security_group_ingress_rule" },
  "ec2:subnet": { type: "aws_subnet", deletion: byId("ec2", "delete-subnet", "--subnet-id") },
  "ec2:vpc": { type: "aws_vpc", deletion: byId("ec2", "delete-vpc", "--vpc-id") },
  "ec2:vpc-endpoint": {
    type: "aws_vpc_endpoint",
    deletion: byId("ec2", "delete-vpc-endpoints", "--vpc-endpoint-ids"),
  },
  "ec2:vpc-flow-log": { type: "aws_flow_log", deletion: byId("ec2", "delete-flow-logs", "--flow-log-ids") },
  "ecr:repository": { type: "aws_ecr_repository" },
  "ecs:cluster": { type: "aws_ecs_cluster", deletion: byId("ecs", "delete-cluster", "--cluster") },
  "ecs:service": {
    type: "aws_ecs_service",
    deletion: ({ arn, id }) => [
      "ecs",
      "delete-service",
      "--force",
      "--cluster",
      id.split("/")[0] ?? "",
      "--service",
      arn,
    ],
  },
  "elasticfilesystem:access-point": {
    type: "aws_efs_access_point",
    deletion: byId("efs", "delete-access-point", "--access-point-id"),
  },
  "elasticfilesystem:file-system": { type: "aws_efs_file_system", backupsMayNeedIt: true },
  "elasticloadbalancing:listener": {
    type: "aws_lb_listener",
    deletion: byArn("elbv2", "delete-listener", "--listener-arn"),
  },
  "elasticloadbalancing:listener-rule": {
    type: "aws_lb_listener_rule",
    deletion: byArn("elbv2", "delete-rule", "--rule-arn"),
  },
  "elasticloadbalancing:loadbalancer": {
    type: "aws_lb",
    deletion: byArn("elbv2", "delete-load-balancer", "--load-balancer-arn"),
  },
  "elasticloadbalancing:targetgroup": {
    type: "aws_lb_target_group",
    deletion: byArn("elbv2", "delete-target-group", "--target-group-arn"),
  },
  "events:rule": { type: "aws_cloudwatch_event_rule" },
  "iam:oidc-provider": {
    type: "aws_iam_openid_connect_provider",
    deletion: byArn("iam", "delete-open-id-connect-provider", "--open-id-connect-provider-arn"),
  },
  "iam:policy": { type: "aws_iam_policy" },
  "iam:role": { type: "aws_iam_role" },
  "kms:key": { type: "aws_kms_key", backupsMayNeedIt: true },
  "lambda:function": {
    type: "aws_lambda_function",
    deletion: byId("lambda", "delete-function", "--function-name"),
  },
  "logs:log-group": { type: "aws_cloudwatch_log_group" },
  "rds:db": {
    type: "aws_db_instance",
    deletion: ({ id }) => [
      ...["rds", "delete-db-instance", "--db-instance-identifier", id],
      ...["--final-db-snapshot-identifier", `${id}-final`, "--no-delete-automated-backups"],
    ],
  },
  "rds:db-proxy": { type: "aws_db_proxy" },
  "rds:pg": {
    type: "aws_db_parameter_group",
    deletion: byId("rds", "delete-db-parameter-group", "--db-parameter-group-name"),
  },
  "rds:subgrp": {
    type: "aws_db_subnet_group",
    deletion: byId("rds", "delete-db-subnet-group", "--db-subnet-group-name"),
  },
  "s3:": { type: "aws_s3_bucket" },
  "scheduler:schedule-group": {
    type: "aws_scheduler_schedule_group",
    deletion: byId("scheduler", "delete-schedule-group", "--name"),
  },
  "secretsmanager:secret": {
    type: "aws_secretsmanager_secret",
    deletion: byArn("secretsmanager", "delete-secret", "--recovery-window-in-days", "30", "--secret-id"),
  },
  "servicediscovery:namespace": {
    type: "aws_service_discovery_private_dns_namespace",
    deletion: byId("servicediscovery", "delete-namespace", "--id"),
  },
  "servicediscovery:service": {
    type: "aws_service_discovery_service",
    deletion: byId("servicediscovery", "delete-service", "--id"),
  },
  "sns:": { type: "aws_sns_topic", deletion: byArn("sns", "delete-topic", "--topic-arn") },
  "sqs:": { type: "aws_sqs_queue" },
  "ssm:parameter": {
    type: "aws_ssm_parameter",
    deletion: ({ id }) => ["ssm", "delete-parameter", "--name", id.includes("/") ? `/${id}` : id],
  },
  "states:stateMachine": {
    type: "aws_sfn_state_machine",
    deletion: byArn("stepfunctions", "delete-state-machine", "--state-machine-arn"),
  },
  "xray:group": { type: "aws_xray_group", deletion: byArn("xray", "delete-group", "--group-arn") },
};

/** Terraform's type of a resource; `undefined` where none is known. */
export function typeOf({ kind }: Arn): string | undefined {
  return own(kinds, kind)?.type;
}

/** All types that it may be of: an ARN does not tell each from the others, such as a composite alarm from a metric's. */
export function typesOf(arn: Arn): ReadonlySet<string> {
  const types = [typeOf(arn), ...seedsOf(arn.arn).map(({ type }) => type)];
  return new Set(types.filter((type) => type !== undefined));
}

/** Whether backups may be lost with it. */
export function backupsMayNeed({ kind }: Arn): boolean {
  return own(kinds, kind)?.backupsMayNeedIt ?? false;
}

/** The arguments of the AWS CLI that delete a resource; `undefined` where no single command should. */
export function deletionOf(arn: Arn): readonly string[] | undefined {
  const words = own(kinds, arn.kind)?.deletion?.(arn);
  return words && [...words, ...(arn.region === "" ? [] : ["--region", arn.region])];
}

/**
 * What of a stack's tagged resources should be in its state and is not.
 *
 * @param inState ids and ARNs of the state's resources
 * @param forgotten types of which the configuration leaves some in AWS on purpose: what is of them cannot be told apart
 */
export function unmanagedAmong(
  arns: readonly string[],
  inState: ReadonlySet<string>,
  forgotten: ReadonlySet<string>,
): Arn[] {
  return arns.map(readArn).filter((arn) => {
    const type = typeOf(arn);
    if (madeByService(arn.kind, arn.id) !== undefined || (type !== undefined && forgotten.has(type))) return false;
    return ![arn.arn, arn.arn.replace(/:\*$/, ""), arn.id, arn.id.split("/").at(-1) ?? ""].some((id) =>
      inState.has(id),
    );
  });
}
