import { fewer, gone, less, none, noWayBack, off, on, oneMistake, type Protection, readable, row } from "./protection";

const shortened = "Moments further back can no longer be restored, at once.";

const ofBoth = (type: string): readonly Protection[] => [
  row(type, "deletion_protection", off, "blocks", "gives up deletion protection", oneMistake),
  row(type, "skip_final_snapshot", on, "blocks", "gives up the final snapshot", noWayBack),
  row(type, "delete_automated_backups", on, "dangerous", "lets backups go with the instance", noWayBack),
  row(
    type,
    "backup_retention_period",
    (from, to, key) => less(from, to, key) && to !== 0,
    "dangerous",
    "keeps backups for a shorter time",
    shortened,
  ),
  row(
    type,
    "backup_retention_period",
    none,
    "blocks",
    "makes no backups any more",
    "RDS deletes those that there are, at once, and no moment can be restored.",
  ),
  row(type, "storage_encrypted", off, "blocks", "gives up encryption", readable),
  row(
    type,
    "enabled_cloudwatch_logs_exports",
    fewer,
    "dangerous",
    "writes fewer logs",
    "Nobody can tell afterwards what happened in it.",
  ),
];

/** Settings of databases, and of the ways to them. */
export const databases: readonly Protection[] = [
  ...["aws_db_instance", "aws_rds_cluster"].flatMap(ofBoth),
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
  row(
    "aws_db_instance_automated_backups_replication",
    "retention_period",
    less,
    "dangerous",
    "keeps backups in the other region for a shorter time",
    shortened,
  ),
  row(
    "aws_db_parameter_group",
    "parameter.value",
    (from, to, key) => key === "parameter.rds.force_ssl.value" && from === "1" && to !== "1",
    "blocks",
    "lets clients connect to the database without TLS",
    "Passwords and rows are then readable on the way.",
  ),
  row(
    "aws_db_proxy",
    "require_tls",
    off,
    "blocks",
    "lets clients connect to the proxy without TLS",
    "Passwords and rows are then readable on the way.",
  ),
  row("aws_db_proxy", "auth.secret_arn", gone, "look", "forgets a user", "Who connects as that user is refused."),
];
