import { isRecord } from "../../../terraform-json/record";
import type { Shown } from "../../masks";
import {
  becomes,
  comesFrom,
  fewer,
  fromStart,
  gone,
  type IsWeaker,
  less,
  noWayBack,
  off,
  on,
  oneMistake,
  otherThan,
  type Protection,
  readable,
  row,
  sooner,
  startsWith,
} from "./protection";

const wholeBucket = "aws_s3_bucket_server_side_encryption_configuration";
const lifecycle = "aws_s3_bucket_lifecycle_configuration";

/** Settings of buckets, files, images and recovery points. */
export const storage: readonly Protection[] = [
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
    lifecycle,
    "rule.noncurrent_version_expiration.noncurrent_days",
    sooner,
    "dangerous",
    "keeps old versions for a shorter time",
    noWayBack,
  ),
  row(
    lifecycle,
    "rule.expiration.days",
    sooner,
    "dangerous",
    "keeps objects for a shorter time",
    "Older objects go within a day.",
  ),
  row(
    wholeBucket,
    "rule.apply_server_side_encryption_by_default.sse_algorithm",
    (from, to) => startsWith("aws:kms")(from) && !startsWith("aws:kms")(to),
    "dangerous",
    "encrypts new objects with no key of its own",
    "Whoever may read the bucket may read them; no key stands in between.",
  ),
  fromStart(
    "BucketOwnerEnforced",
    row(
      "aws_s3_bucket_ownership_controls",
      "rule.object_ownership",
      otherThan("BucketOwnerEnforced"),
      "dangerous",
      "lets access lists count again",
      "An upload can then make its object readable to everybody, past the bucket's policy.",
    ),
    { level: "review", title: "lets access lists count" },
  ),
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
    "image_scanning_configuration.scan_on_push",
    off,
    "dangerous",
    "no longer looks for known holes in images",
    "Nobody hears of them.",
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
    "aws_ecr_lifecycle_policy",
    "policy",
    expiresSooner(),
    "dangerous",
    "keeps images for a shorter time",
    "Tasks that run an image which is gone cannot start again.",
  ),
  row("aws_backup_vault", "force_destroy", on, "dangerous", "lets the vault be destroyed with its backups", oneMistake),
  row(
    "aws_backup_vault_lock_configuration",
    "min_retention_days",
    less,
    "dangerous",
    "locks recovery points for a shorter time",
    noWayBack,
  ),
  row(
    "aws_backup_plan",
    "rule.lifecycle.delete_after",
    less,
    "dangerous",
    "keeps recovery points for a shorter time",
    "Moments further back can no longer be restored.",
  ),
  row("aws_backup_plan", "rule.rule_name", gone, "blocks", "gives up a schedule of backups", noWayBack),
  row(
    "aws_backup_plan",
    "rule.copy_action.destination_vault_arn",
    gone,
    "blocks",
    "gives up copies of backups",
    "What happens to the region, or to the account, then happens to the backups too.",
  ),
  row("aws_backup_selection", "resources", fewer, "blocks", "backs up less than before", noWayBack),
  row("aws_sqs_queue", "message_retention_seconds", less, "dangerous", "keeps messages for a shorter time", noWayBack),
  row("aws_sqs_queue", "kms_master_key_id", gone, "dangerous", "gives up encryption with its own key", readable),
  fromStart(
    "a key",
    row("aws_sns_topic", "kms_master_key_id", gone, "dangerous", "gives up encryption with its own key", readable),
    { level: "review", title: "is not encrypted" },
  ),
  // AWS encrypts a new one that does not say.
  fromStart(
    true,
    row("aws_sqs_queue", "sqs_managed_sse_enabled", becomes(false), "dangerous", "is not encrypted", readable),
    { unless: comesFrom("kms_master_key_id") },
  ),
  fromStart(
    "https",
    row(
      "aws_sns_topic_subscription",
      "protocol",
      becomes("http"),
      "dangerous",
      "sends messages without TLS",
      "Everybody on the way can read and change them.",
    ),
  ),
];

/** A rule that keeps less than before, or one more that throws away (Amazon ECR User Guide, "Lifecycle policy properties"). */
function expiresSooner(): IsWeaker {
  return (from, to) => {
    const earlier = counts(from);
    return [...counts(to)].some(([priority, count]) => count < (earlier.get(priority) ?? Infinity));
  };
}

function counts(text: Shown): ReadonlyMap<string, number> {
  try {
    const policy: unknown = JSON.parse(typeof text === "string" ? text : "{}");
    const rules = isRecord(policy) && Array.isArray(policy.rules) ? (policy.rules as unknown[]).filter(isRecord) : [];
    return new Map(
      rules.map(({ rulePriority, selection }) => [
        String(rulePriority),
        isRecord(selection) ? Number(selection.countNumber) : Infinity,
      ]),
    );
  } catch {
    return new Map();
  }
}
