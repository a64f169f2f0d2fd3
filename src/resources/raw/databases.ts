import { dbInstance } from "../db-instance";
import { dbParameterGroup } from "../db-parameter-group";
import { like, type RawProtection } from "./row";

/** Clusters of RDS, and groups of parameters, are protected as an instance of RDS and its parameters are. */
export const databases: readonly RawProtection[] = [
  ...like(
    "aws_rds_cluster",
    dbInstance.protections,
    ...["deletion_protection", "skip_final_snapshot", "delete_automated_backups", "backup_retention_period"],
    ...["storage_encrypted", "enabled_cloudwatch_logs_exports"],
  ),
  ...like("aws_rds_cluster_instance", dbInstance.protections, "publicly_accessible"),
  ...["aws_rds_cluster_parameter_group", "aws_docdb_cluster_parameter_group", "aws_redshift_parameter_group"].flatMap(
    (type) => like(type, dbParameterGroup.protections),
  ),
];
