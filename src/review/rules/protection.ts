import type { Difference, ResourceChange } from "../change";
import { finding, type Finding, type Level, type Rule } from "../finding";
import type { Shown } from "../masks";
import { differenceText } from "../text";

interface Protection {
  readonly type: string;
  /** The attribute's path, list indexes left out. */
  readonly attribute: string;
  readonly isWeaker: (from: Shown, to: Shown) => boolean;
  readonly level: Level;
  readonly title: string;
  readonly why: string;
}

const off = (from: Shown, to: Shown): boolean => from === true && to !== true;
const on = (from: Shown, to: Shown): boolean => from !== true && to === true;
const less = (from: Shown, to: Shown): boolean => typeof from === "number" && typeof to === "number" && to < from;
const gone = (from: Shown, to: Shown): boolean => isSet(from) && !isSet(to);
const otherThan =
  (wanted: string) =>
  (from: Shown, to: Shown): boolean =>
    from === wanted && to !== wanted;

function isSet(value: Shown): boolean {
  return value !== null && value !== undefined && value !== "";
}

const row = (
  type: string,
  attribute: string,
  isWeaker: Protection["isWeaker"],
  level: Level,
  title: string,
  why: string,
): Protection => ({ type, attribute, isWeaker, level, title, why });

const oneMistake = "One wrong configuration, or one wrong command, then destroys it.";
const noWayBack = "What is deleted or overwritten by mistake cannot be called back.";
const readable = "Whoever gets at the stored bytes can read them.";

/** Settings that protect what is stored or reached, by what weakens them. */
const protections: readonly Protection[] = [
  row("aws_db_instance", "deletion_protection", off, "blocks", "gives up deletion protection", oneMistake),
  row("aws_rds_cluster", "deletion_protection", off, "blocks", "gives up deletion protection", oneMistake),
  row("aws_db_instance", "skip_final_snapshot", on, "blocks", "gives up the final snapshot", noWayBack),
  row("aws_db_instance", "delete_automated_backups", on, "dangerous", "lets backups go with the instance", noWayBack),
  row(
    "aws_db_instance",
    "backup_retention_period",
    less,
    "dangerous",
    "keeps backups for a shorter time",
    "Moments further back can no longer be restored, at once.",
  ),
  row("aws_db_instance", "storage_encrypted", off, "blocks", "gives up encryption", readable),
  row(
    "aws_db_instance",
    "publicly_accessible",
    on,
    "blocks",
    "makes the database public",
    "It gets an address on the internet.",
  ),
  row(
    "aws_db_instance",
    "multi_az",
    off,
    "dangerous",
    "gives up the standby",
    "When its zone fails, the database is down until it has been restored.",
  ),
  row("aws_lb", "enable_deletion_protection", off, "dangerous", "gives up deletion protection", oneMistake),
  row(
    "aws_lb",
    "drop_invalid_header_fields",
    off,
    "dangerous",
    "lets invalid headers through",
    "They are a way to smuggle requests past the load balancer.",
  ),
  row("aws_s3_bucket", "force_destroy", on, "dangerous", "lets the bucket be destroyed with its objects", oneMistake),
  row(
    "aws_s3_bucket_versioning",
    "versioning_configuration.status",
    otherThan("Enabled"),
    "blocks",
    "gives up versions of objects",
    noWayBack,
  ),
  row(
    "aws_s3_bucket_lifecycle_configuration",
    "rule.noncurrent_version_expiration.noncurrent_days",
    less,
    "dangerous",
    "keeps old versions for a shorter time",
    noWayBack,
  ),
  row(
    "aws_s3_bucket_lifecycle_configuration",
    "rule.expiration.days",
    less,
    "dangerous",
    "keeps objects for a shorter time",
    "Older objects go within a day.",
  ),
  ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map((attribute) =>
    row(
      "aws_s3_bucket_public_access_block",
      attribute,
      off,
      "blocks",
      "lets the bucket become public",
      "One policy or one upload then shows its objects to everybody.",
    ),
  ),
  row(
    "aws_kms_key",
    "enable_key_rotation",
    off,
    "dangerous",
    "stops turning the key",
    "The same key material then encrypts everything for ever.",
  ),
  row("aws_kms_key", "is_enabled", off, "blocks", "disables the key", "Whatever is encrypted with it cannot be read."),
  row(
    "aws_kms_key",
    "deletion_window_in_days",
    less,
    "dangerous",
    "shortens the time in which a deleted key can be called back",
    noWayBack,
  ),
  row(
    "aws_secretsmanager_secret",
    "recovery_window_in_days",
    less,
    "dangerous",
    "shortens the time in which a deleted secret can be called back",
    noWayBack,
  ),
  row("aws_secretsmanager_secret", "kms_key_id", gone, "dangerous", "gives up its own key", readable),
  row(
    "aws_cloudwatch_log_group",
    "retention_in_days",
    less,
    "dangerous",
    "keeps logs for a shorter time",
    "Older logs go within days.",
  ),
  row("aws_cloudwatch_log_group", "kms_key_id", gone, "dangerous", "gives up encryption with its own key", readable),
  row(
    "aws_efs_backup_policy",
    "backup_policy.status",
    otherThan("ENABLED"),
    "dangerous",
    "stops backing up the files",
    noWayBack,
  ),
  row(
    "aws_ecr_repository",
    "image_tag_mutability",
    otherThan("IMMUTABLE"),
    "dangerous",
    "lets tags be moved to other images",
    "What was tested is then not what runs.",
  ),
  row(
    "aws_ecr_repository",
    "force_delete",
    on,
    "dangerous",
    "lets the repository be destroyed with its images",
    oneMistake,
  ),
  row(
    "aws_lb_listener",
    "protocol",
    otherThan("HTTPS"),
    "blocks",
    "gives up TLS",
    "Everybody on the way can read and change what is sent.",
  ),
  row(
    "aws_lb_target_group",
    "protocol",
    otherThan("HTTPS"),
    "dangerous",
    "gives up TLS to the tasks",
    "Traffic inside the network is then readable there.",
  ),
  row(
    "aws_cloudtrail",
    "enable_logging",
    off,
    "blocks",
    "stops the audit trail",
    "Nobody can tell afterwards who did what.",
  ),
  row(
    "aws_cloudtrail",
    "enable_log_file_validation",
    off,
    "dangerous",
    "lets the audit trail be changed unnoticed",
    "Nobody can tell afterwards who did what.",
  ),
];

/** A setting that gets weaker. */
export const protection: Rule = ({ type, differences }) =>
  protections
    .filter((one) => one.type === type)
    .flatMap(({ attribute, isWeaker, level, title, why }) =>
      differences
        .filter(({ path, from, to }) => withoutIndexes(path) === attribute && isWeaker(from, to))
        .map((difference) => weaker(level, title, why, difference)),
    );

function weaker(level: Level, title: string, why: string, difference: Difference): Finding {
  const todo = "Put the old value back, or say in the pull request why it is no longer needed.";
  return finding(level, title, { changes: [differenceText(difference)], why, todo });
}

function withoutIndexes(path: string): string {
  return path
    .split(".")
    .filter((part) => !/^\d+$/.test(part))
    .join(".");
}

/** Resources that are nothing but protection of others. */
const guards: Readonly<Record<string, string>> = {
  aws_backup_plan: "backups are no longer made",
  aws_backup_selection: "what it selects is no longer backed up",
  aws_backup_vault_lock_configuration: "recovery points can be deleted",
  aws_backup_vault_policy: "recovery points can be deleted by more roles",
  aws_efs_backup_policy: "the files are no longer backed up",
  aws_efs_file_system_policy: "the files can be mounted without TLS",
  aws_s3_bucket_ownership_controls: "objects may belong to others",
  aws_s3_bucket_policy: "the bucket takes unencrypted connections",
  aws_s3_bucket_public_access_block: "the bucket can become public",
  aws_s3_bucket_server_side_encryption_configuration: "new objects are no longer encrypted with its key",
  aws_s3_bucket_versioning: "what is overwritten cannot be called back",
  aws_wafv2_web_acl_association: "requests reach the load balancer unchecked",
  aws_wafv2_web_acl_logging_configuration: "nobody sees what was blocked",
};

/** A guard that goes, while what it guards may stay. */
export const guardRemoved: Rule = ({ type, action, words }, { changes }) => {
  const consequence = Object.hasOwn(guards, type) ? guards[type] : undefined;
  if (action !== "delete" || consequence === undefined || guardedGoesToo(words.part, changes)) return [];
  return [
    finding("blocks", "takes a protection away", {
      why: `Without it ${consequence}.`,
      todo: "Put it back, or say in the pull request why it is no longer needed.",
    }),
  ];
};

/** Where everything of a part goes, its guards may go with it. */
function guardedGoesToo(part: string, changes: readonly ResourceChange[]): boolean {
  return changes.every(({ words, action }) => words.part !== part || action === "delete");
}
