import {
  becomes,
  fromStart,
  gone,
  less,
  noWayBack,
  off,
  otherThan,
  type Protection,
  readable,
  row,
  sooner,
  type Values,
} from "./protection";

const unseen = "Nobody can tell afterwards who did what.";

/** Settings of keys, secrets, roles, logs and the audit trail. */
export const keys: readonly Protection[] = [
  fromStart(
    true,
    row(
      "aws_kms_key",
      "enable_key_rotation",
      off,
      "dangerous",
      "stops turning the key",
      "The same key material then encrypts everything for ever.",
    ),
    { level: "review", title: "is never rotated", unless: cannotBeRotated },
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
    "aws_ssm_parameter",
    "type",
    otherThan("SecureString"),
    "blocks",
    "stores its value in clear",
    "Whoever may read parameters may read it, without the key.",
  ),
  row(
    "aws_iam_role",
    "permissions_boundary",
    gone,
    "dangerous",
    "gives up its permissions boundary",
    "Whatever its policies grant counts from then on.",
  ),
  row(
    "aws_cloudwatch_log_group",
    "retention_in_days",
    sooner,
    "dangerous",
    "keeps logs for a shorter time",
    "Older logs go within days.",
  ),
  row("aws_cloudwatch_log_group", "kms_key_id", gone, "dangerous", "gives up encryption with its own key", readable),
  fromStart(true, row("aws_cloudtrail", "enable_logging", becomes(false), "blocks", "stops the audit trail", unseen), {
    title: "writes no audit trail",
  }),
  fromStart(
    true,
    row(
      "aws_cloudtrail",
      "enable_log_file_validation",
      off,
      "dangerous",
      "lets the audit trail be changed unnoticed",
      unseen,
    ),
    { level: "review" },
  ),
];

/** Only symmetric keys for encryption are (AWS KMS Developer Guide, "Rotate AWS KMS keys"). */
function cannotBeRotated({
  customer_master_key_spec: spec,
  key_usage: usage,
  custom_key_store_id: store,
}: Values): boolean {
  const isSymmetric = spec === null || spec === undefined || spec === "SYMMETRIC_DEFAULT";
  const encrypts = usage === null || usage === undefined || usage === "ENCRYPT_DECRYPT";
  return !isSymmetric || !encrypts || typeof store === "string";
}
