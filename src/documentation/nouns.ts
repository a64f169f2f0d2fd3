import { textOf } from "../cost/resource";
import { wordsOf } from "../review/construct-path";
import type { Block } from "./documented-stack";
import type { Inventory } from "./inventory";

/** What AWS calls a type, where Terraform's word for it would not be understood. */
const nouns = new Map([
  ["aws_acm_certificate", "certificate"],
  ["aws_backup_vault", "backup vault"],
  ["aws_cloudfront_distribution", "distribution"],
  ["aws_cloudwatch_log_group", "log group"],
  ["aws_codedeploy_app", "CodeDeploy application"],
  ["aws_codedeploy_deployment_config", "CodeDeploy configuration"],
  ["aws_codedeploy_deployment_group", "CodeDeploy group"],
  ["aws_db_instance", "database"],
  ["aws_db_instance_automated_backups_replication", "backups of the database"],
  ["aws_db_parameter_group", "parameter group"],
  ["aws_db_subnet_group", "subnet group"],
  ["aws_ecr_repository", "repository"],
  ["aws_ecs_cluster", "cluster"],
  ["aws_ecs_service", "service"],
  ["aws_ecs_task_definition", "task definition"],
  ["aws_efs_access_point", "access point"],
  ["aws_efs_file_system", "file system"],
  ["aws_iam_policy", "policy"],
  ["aws_iam_role", "role"],
  ["aws_kms_key", "key"],
  ["aws_lb", "load balancer"],
  ["aws_rds_clusters", "database cluster"],
  ["aws_s3_bucket", "bucket"],
  ["aws_secretsmanager_secret", "secret"],
  ["aws_sfn_state_machine", "state machine"],
  ["aws_sns_topic", "topic"],
  ["aws_ssm_parameter", "parameter"],
  ["aws_vpc", "network"],
]);

export function nounOf({ type }: Pick<Block, "type">): string {
  const plain = type.replace(/^data\./, "");
  return nouns.get(plain) ?? plain.replace(/^aws_/, "").replaceAll("_", " ");
}

const naming = ["name", "bucket", "identifier", "family", "deployment_group_name", "deployment_config_name"];

/** The name that AWS knows a block by; empty when only AWS gives it one. */
export function nameOf({ body, address }: Block, inventory: Inventory): string {
  const own = naming.map((attribute) => inventory.text(textOf(body[attribute]))).find((name) => name !== "");
  if (own !== undefined) return own;
  const alias = inventory
    .of("aws_kms_alias")
    .find(({ body }) => inventory.target(body.target_key_id)?.address === address);
  return alias ? inventory.text(alias.body.name) : inventory.text(block(body.tags).Name);
}

function block(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Where a block stands in the environment's file, as in `services.api`. */
export function partOf({ name }: Pick<Block, "name">): string {
  return wordsOf(name).part;
}

/** The last word of a part: `api` of `services.api`. */
export function keyOf(block: Pick<Block, "name">): string {
  return partOf(block).split(".").at(-1) ?? "";
}
