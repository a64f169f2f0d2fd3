import { type Use, use } from "./use";

/** Where resources name the key that encrypts them. */
const encrypted = [
  ["aws_backup_vault", "kms_key_arn"],
  ["aws_cloudtrail", "kms_key_id"],
  ["aws_cloudwatch_log_group", "kms_key_id"],
  ["aws_db_instance", "kms_key_id"],
  ["aws_db_instance", "master_user_secret_kms_key_id"],
  ["aws_db_instance", "performance_insights_kms_key_id"],
  ["aws_db_instance_automated_backups_replication", "kms_key_id"],
  ["aws_docdb_cluster", "kms_key_id"],
  ["aws_dynamodb_table", "server_side_encryption.kms_key_arn"],
  ["aws_ebs_volume", "kms_key_id"],
  ["aws_ecr_repository", "encryption_configuration.kms_key"],
  ["aws_efs_file_system", "kms_key_id"],
  ["aws_elasticache_replication_group", "kms_key_id"],
  ["aws_kinesis_stream", "kms_key_id"],
  ["aws_opensearch_domain", "encrypt_at_rest.kms_key_id"],
  ["aws_rds_cluster", "kms_key_id"],
  ["aws_redshift_cluster", "kms_key_id"],
  [
    "aws_s3_bucket_server_side_encryption_configuration",
    "rule.apply_server_side_encryption_by_default.kms_master_key_id",
  ],
  ["aws_secretsmanager_secret", "kms_key_id"],
  ["aws_sns_topic", "kms_master_key_id"],
  ["aws_sqs_queue", "kms_master_key_id"],
  ["aws_ssm_parameter", "key_id"],
] as const;

/** What AWS encrypts anew with another key as soon as it is named, so that nothing old is left. */
const reencrypted = ["aws_secretsmanager_secret", "aws_sns_topic", "aws_ssm_parameter"];

/** What cannot be read any more without its key: also what was encrypted before another key was named. */
export const keys: readonly Use[] = encrypted.map((by) =>
  use(by, "aws_kms_key", ["arn", "key_id"], {
    then: "what the key encrypted cannot be read any more",
    ...(!reencrypted.includes(by[0]) && { until: "encrypted" }),
  }),
);
