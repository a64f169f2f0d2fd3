/** What is lost with a resource that holds something, by Terraform's type (each resource's page in the provider's documentation). */
export const holdsData: Readonly<Record<string, string>> = {
  aws_backup_vault: "its recovery points",
  aws_cloudtrail: "the account's audit trail",
  aws_cloudwatch_log_group: "the logs in it",
  aws_db_instance: "the database",
  aws_db_instance_automated_backups_replication: "the backups in the other region",
  aws_db_snapshot: "the snapshot",
  aws_dynamodb_table: "the table",
  aws_ecr_repository: "its images, which running services need to start tasks",
  aws_efs_file_system: "its files",
  aws_elasticache_replication_group: "what is cached",
  aws_kms_key: "whatever is encrypted with it",
  aws_rds_cluster: "the database",
  aws_route53_zone: "its records and its name servers",
  aws_s3_bucket: "the objects in it",
  aws_secretsmanager_secret: "the value that an operator or AWS put in",
  aws_sqs_queue: "the messages in it",
  aws_ssm_parameter: "the value that an operator or a pipeline put in",
};

/** Those whose loss costs history or a value that can be made again, not the product's data. */
const lesser: ReadonlySet<string> = new Set([
  "aws_cloudwatch_log_group",
  "aws_elasticache_replication_group",
  "aws_sqs_queue",
  "aws_ssm_parameter",
]);

export function isLesser(type: string): boolean {
  return lesser.has(type);
}
