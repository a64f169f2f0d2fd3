import {
  comesFrom,
  fewer,
  fromStart,
  gone,
  type IsWeaker,
  less,
  none,
  noWayBack,
  off,
  on,
  onTheWay,
  oneMistake,
  type Protection,
  reachable,
  readable,
  row,
  unprotected,
} from "./protection";

const shortened = "Moments further back can no longer be restored, at once.";

/** What is made from another database, or from its backup, is as that one was. */
const isCopy = comesFrom(
  "replicate_source_db",
  "replication_source_identifier",
  "global_cluster_identifier",
  "snapshot_identifier",
  "restore_to_point_in_time",
);

const ofBoth = (type: string): readonly Protection[] => [
  fromStart(
    true,
    row(type, "deletion_protection", off, "blocks", "gives up deletion protection", oneMistake),
    unprotected,
  ),
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
  fromStart(
    1,
    row(
      type,
      "backup_retention_period",
      none,
      "blocks",
      "makes no backups any more",
      "RDS deletes those that there are, at once, and no moment can be restored.",
    ),
    { level: "dangerous", title: "makes no backups", unless: isCopy },
  ),
  fromStart(true, row(type, "storage_encrypted", off, "blocks", "gives up encryption", readable), {
    title: "is not encrypted",
    unless: isCopy,
  }),
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
  ...["aws_db_instance", "aws_rds_cluster_instance"].map((type) =>
    fromStart(
      false,
      row(
        type,
        "publicly_accessible",
        on,
        "blocks",
        "makes the database public",
        "It gets an address on the internet.",
      ),
      { title: reachable },
    ),
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
  ...[
    ...["aws_db_parameter_group", "aws_rds_cluster_parameter_group", "aws_docdb_cluster_parameter_group"],
    ...["aws_redshift_parameter_group"],
  ].map((type) =>
    fromStart(
      "1",
      row(type, "parameter.value", withoutTls, "blocks", "lets clients connect to the database without TLS", onTheWay),
      { onlyPresent: true },
    ),
  ),
  fromStart(
    true,
    row("aws_db_proxy", "require_tls", off, "blocks", "lets clients connect to the proxy without TLS", onTheWay),
  ),
  row("aws_db_proxy", "auth.secret_arn", gone, "review", "forgets a user", "Who connects as that user is refused."),
];

/** By the names that engines have for it: PostgreSQL, MySQL, DocumentDB, Redshift. */
const tlsParameters = ["rds.force_ssl", "require_secure_transport", "tls", "require_ssl"];

function withoutTls(...[from, to, key]: Parameters<IsWeaker>): boolean {
  const asks = (value: unknown): boolean => /^(1|on|true|enabled|fips-140-3|tls1\.\d\+)$/i.test(String(value));
  return tlsParameters.some((name) => key === `parameter.${name}.value`) && asks(from) && !asks(to);
}
