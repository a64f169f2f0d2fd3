import type { Kind } from "./kind";
import { comesFrom, fewer, less, noWayBack, none, off, on, oneMistake, reachable, readable } from "./protection";

/** What is made from another database, or from its backup, is as that one was. */
const isCopy = comesFrom(
  "replicate_source_db",
  "replication_source_identifier",
  "global_cluster_identifier",
  "snapshot_identifier",
  "restore_to_point_in_time",
);

export const dbInstance: Kind = {
  noun: "database",
  name: "identifier",
  stored: { loss: "the database", isRecreatable: false },
  outage: null,
  price: { rule: "dbInstance" },
  protections: [
    {
      attribute: "deletion_protection",
      isWeaker: off,
      level: "blocks",
      title: "gives up deletion protection",
      why: oneMistake,
      start: { safe: true, level: "review", title: "has no deletion protection" },
    },
    {
      attribute: "skip_final_snapshot",
      isWeaker: on,
      level: "blocks",
      title: "gives up the final snapshot",
      why: noWayBack,
    },
    {
      attribute: "delete_automated_backups",
      isWeaker: on,
      level: "dangerous",
      title: "lets backups go with the instance",
      why: noWayBack,
    },
    {
      attribute: "backup_retention_period",
      isWeaker: (from, to, key) => less(from, to, key) && to !== 0,
      level: "dangerous",
      title: "keeps backups for a shorter time",
      why: "Moments further back can no longer be restored, at once.",
    },
    {
      attribute: "backup_retention_period",
      isWeaker: none,
      level: "blocks",
      title: "makes no backups any more",
      why: "RDS deletes those that there are, at once, and no moment can be restored.",
      start: { safe: 1, level: "dangerous", title: "makes no backups", unless: isCopy },
    },
    {
      attribute: "storage_encrypted",
      isWeaker: off,
      level: "blocks",
      title: "gives up encryption",
      why: readable,
      start: { safe: true, title: "is not encrypted", unless: isCopy },
    },
    {
      attribute: "enabled_cloudwatch_logs_exports",
      isWeaker: fewer,
      level: "dangerous",
      title: "writes fewer logs",
      why: "Nobody can tell afterwards what happened in it.",
    },
    {
      attribute: "publicly_accessible",
      isWeaker: on,
      level: "blocks",
      title: "makes the database public",
      why: "It gets an address on the internet.",
      start: { safe: false, title: reachable },
    },
    {
      attribute: "multi_az",
      isWeaker: off,
      level: "dangerous",
      title: "gives up the standby",
      why: "When its zone fails, the database is down until it has been restored.",
    },
  ],
  ignored: [],
  import: { by: [["identifier"]], id: "{identifier}" },
  writeOnly: null,
  arns: ["rds:db"],
  recovery: { byName: { id: "{identifier}", needs: ["identifier"] }, byArn: null, recognizedBy: null },
  deletion:
    "rds delete-db-instance --db-instance-identifier {id} --final-db-snapshot-identifier {id}-final --no-delete-automated-backups",
  unique: [{ noun: "identifier", of: ["identifier"] }],
  quota: { name: "RDS instances", service: "rds", code: "L-7B6409FD" },
};
