import type { ResourceChange } from "../change";
import { finding, type Rule } from "../finding";

interface Guard {
  readonly consequence: string;
  /** What it guards, where that stands in other parts of the environment. @default the part that it belongs to */
  readonly guarded?: readonly string[];
  /** Whether it guards the whole account, which stays. @default false */
  readonly ofAccount?: boolean;
}

const backedUp = ["aws_db_instance", "aws_efs_file_system", "aws_rds_cluster"];

/** Resources that are nothing but protection of others, or of the account. */
const guards: Readonly<Record<string, Guard>> = {
  aws_accessanalyzer_analyzer: { consequence: "findings of access from other accounts end", ofAccount: true },
  aws_backup_plan: { consequence: "backups are no longer made", guarded: backedUp },
  aws_backup_selection: { consequence: "what it selects is no longer backed up", guarded: backedUp },
  aws_backup_vault_lock_configuration: { consequence: "recovery points can be deleted" },
  aws_backup_vault_policy: { consequence: "recovery points can be deleted by more roles" },
  aws_config_configuration_recorder: { consequence: "changes of resources are no longer recorded", ofAccount: true },
  aws_ebs_encryption_by_default: { consequence: "new volumes are not encrypted by default", ofAccount: true },
  aws_efs_backup_policy: { consequence: "the files are no longer backed up" },
  aws_efs_file_system_policy: { consequence: "the files can be mounted without TLS" },
  aws_guardduty_detector: { consequence: "findings of threats end", ofAccount: true },
  aws_s3_account_public_access_block: { consequence: "every bucket of the account can become public", ofAccount: true },
  aws_s3_bucket_ownership_controls: { consequence: "objects may belong to others" },
  aws_s3_bucket_policy: { consequence: "the bucket takes unencrypted connections" },
  aws_s3_bucket_public_access_block: { consequence: "the bucket can become public" },
  aws_s3_bucket_server_side_encryption_configuration: {
    consequence: "new objects are no longer encrypted with its key",
  },
  aws_s3_bucket_versioning: { consequence: "what is overwritten cannot be called back" },
  aws_securityhub_account: { consequence: "findings of insecure settings end", ofAccount: true },
  aws_wafv2_web_acl_association: { consequence: "requests reach the load balancer unchecked" },
  aws_wafv2_web_acl_logging_configuration: { consequence: "blocked requests are no longer logged" },
};

/** A guard that goes, while what it guards may stay. */
export const guardRemoved: Rule = (change, { changes }) => {
  const guard = Object.hasOwn(guards, change.type) ? guards[change.type] : undefined;
  if (change.action !== "delete" || guard === undefined) return [];
  if (!guard.ofAccount && guardedGoesToo(change, changes, guard.guarded)) return [];
  return [
    finding("blocks", "takes a protection away", {
      why: `Without it ${guard.consequence}.`,
      todo: "Put it back, or say in the pull request why it is no longer needed.",
    }),
  ];
};

/** How a guard names what it guards, and of what type that is. */
const pointers: Readonly<Record<string, readonly string[]>> = {
  backup_vault_name: ["aws_backup_vault"],
  bucket: ["aws_s3_bucket"],
  file_system_id: ["aws_efs_file_system"],
  key_id: ["aws_kms_key"],
  queue_url: ["aws_sqs_queue"],
  repository: ["aws_ecr_repository"],
  resource_arn: ["aws_lb", "aws_api_gateway_stage", "aws_apprunner_service", "aws_cognito_user_pool"],
  secret_arn: ["aws_secretsmanager_secret"],
};

/** Where everything that is guarded goes, its guards may go with it. */
export function guardedGoesToo(
  change: ResourceChange,
  changes: readonly ResourceChange[],
  types: readonly string[] = [],
): boolean {
  const named = changes.filter(({ type }) => types.includes(type));
  if (named.length > 0) return named.every(({ action }) => action === "delete");
  const [pointer] = Object.keys(pointers).filter((attribute) => typeof change.before[attribute] === "string");
  if (pointer !== undefined) {
    const guarded = changes.filter(({ type, action }) => pointers[pointer]?.includes(type) && action === "delete");
    return guarded.some(({ before }) => identities.some((key) => before[key] === change.before[pointer]));
  }
  return changes.filter(({ path }) => path.part === change.path.part).every(({ action }) => action === "delete");
}

const identities = ["id", "arn", "name", "url"];
