import {
  becomes,
  comesFrom,
  less,
  none,
  noWayBack,
  off,
  on,
  onTheWay,
  oneMistake,
  otherThan,
  reachable,
  readable,
} from "../protection";
import { fromStart, type RawProtection, row, unprotected } from "./row";

const unencrypted = "is not encrypted";
const withoutTls = "takes connections without TLS";
const address = "It has an address on the internet; only security groups and passwords keep anybody out.";

const encryption = (type: string, attribute: string): RawProtection =>
  fromStart(true, row(type, attribute, off, "blocks", unencrypted, readable), {
    unless: comesFrom("snapshot_identifier", "restore_to_point_in_time", "global_cluster_identifier"),
  });

const publicAddress = (type: string): RawProtection =>
  fromStart(false, row(type, "publicly_accessible", on, "blocks", reachable, address));

const deletion = (type: string, attribute = "deletion_protection"): RawProtection =>
  fromStart(true, row(type, attribute, off, "blocks", "gives up deletion protection", oneMistake), unprotected);

const finalSnapshot = (type: string): RawProtection =>
  row(type, "skip_final_snapshot", on, "blocks", "gives up the final snapshot", noWayBack);

const backups = (type: string, attribute: string): readonly RawProtection[] => [
  fromStart(1, row(type, attribute, none, "blocks", "makes no backups", noWayBack), { level: "dangerous" }),
  row(
    type,
    attribute,
    (from, to, key) => less(from, to, key) && to !== 0,
    "dangerous",
    "keeps backups for a shorter time",
    noWayBack,
  ),
];

const clusters: readonly RawProtection[] = ["aws_docdb_cluster", "aws_neptune_cluster"].flatMap((type) => [
  encryption(type, "storage_encrypted"),
  deletion(type),
  finalSnapshot(type),
  ...backups(type, "backup_retention_period"),
]);

const warehouses: readonly RawProtection[] = [
  // AWS encrypts a new one that does not say.
  fromStart(true, row("aws_redshift_cluster", "encrypted", becomes(false), "blocks", unencrypted, readable), {
    unless: comesFrom("snapshot_identifier", "snapshot_arn"),
  }),
  finalSnapshot("aws_redshift_cluster"),
  ...backups("aws_redshift_cluster", "automated_snapshot_retention_period"),
  ...[
    ...["aws_redshift_cluster", "aws_redshiftserverless_workgroup", "aws_neptune_cluster_instance"],
    ...["aws_mq_broker", "aws_dms_replication_instance"],
  ].map(publicAddress),
];

const searches: readonly RawProtection[] = ["aws_opensearch_domain", "aws_elasticsearch_domain"].flatMap((type) => [
  encryption(type, "encrypt_at_rest.enabled"),
  fromStart(
    true,
    row(type, "node_to_node_encryption.enabled", off, "dangerous", "sends data between nodes without TLS", onTheWay),
  ),
  fromStart(true, row(type, "domain_endpoint_options.enforce_https", off, "blocks", withoutTls, onTheWay)),
]);

const group = "aws_elasticache_replication_group";
const caches: readonly RawProtection[] = [
  fromStart(true, row(group, "at_rest_encryption_enabled", off, "dangerous", unencrypted, readable), {
    // AWS encrypts Valkey by itself.
    unless: (after) => after.engine === "valkey" || comesFrom("global_replication_group_id")(after),
  }),
  fromStart(true, row(group, "transit_encryption_enabled", off, "dangerous", withoutTls, onTheWay), {
    unless: (after) => after.engine === "valkey" || comesFrom("global_replication_group_id")(after),
  }),
  row(group, "transit_encryption_mode", otherThan("required"), "dangerous", withoutTls, onTheWay),
  fromStart(
    true,
    row("aws_elasticache_cluster", "transit_encryption_enabled", off, "dangerous", withoutTls, onTheWay),
    { unless: comesFrom("replication_group_id") },
  ),
  fromStart(true, row("aws_memorydb_cluster", "tls_enabled", off, "blocks", withoutTls, onTheWay)),
  ...backups("aws_memorydb_cluster", "snapshot_retention_limit"),
  fromStart(true, row("aws_dax_cluster", "server_side_encryption.enabled", off, "dangerous", unencrypted, readable)),
  fromStart(
    "TLS",
    row("aws_dax_cluster", "cluster_endpoint_encryption_type", otherThan("TLS"), "dangerous", withoutTls, onTheWay),
  ),
];

const table = "aws_dynamodb_table";
const streams = "aws_msk_cluster";
const others: readonly RawProtection[] = [
  deletion(table, "deletion_protection_enabled"),
  fromStart(
    true,
    row(
      table,
      "point_in_time_recovery.enabled",
      off,
      "blocks",
      "cannot be restored to a moment in the past",
      noWayBack,
    ),
    { level: "dangerous", unless: comesFrom("restore_source_name", "restore_source_table_arn") },
  ),
  fromStart(
    "TLS",
    row(
      streams,
      "encryption_info.encryption_in_transit.client_broker",
      becomes("PLAINTEXT", "TLS_PLAINTEXT"),
      "blocks",
      withoutTls,
      onTheWay,
    ),
  ),
  fromStart(
    "DISABLED",
    row(
      streams,
      "broker_node_group_info.connectivity_info.public_access.type",
      becomes("SERVICE_PROVIDED_EIPS"),
      "blocks",
      reachable,
      address,
    ),
  ),
  fromStart("KMS", row("aws_kinesis_stream", "encryption_type", otherThan("KMS"), "dangerous", unencrypted, readable)),
  fromStart(
    "ACTIVE",
    row(
      "aws_cognito_user_pool",
      "deletion_protection",
      otherThan("ACTIVE"),
      "blocks",
      "gives up deletion protection",
      oneMistake,
    ),
    unprotected,
  ),
  row(
    "aws_cognito_user_pool",
    "mfa_configuration",
    otherThan("ON"),
    "dangerous",
    "lets users in without a second factor",
    "A password that is known elsewhere is then enough.",
  ),
];

/** Settings of the data stores that are not RDS's. */
export const dataStores: readonly RawProtection[] = [...clusters, ...warehouses, ...searches, ...caches, ...others];
