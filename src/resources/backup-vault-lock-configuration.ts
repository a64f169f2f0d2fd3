import type { Kind } from "./kind";
import { less, noWayBack } from "./protection";

export const backupVaultLockConfiguration: Kind = {
  noun: "backup vault lock",
  name: "backup_vault_name",
  stored: null,
  outage: null,
  price: { free: "backups are counted where they are selected" },
  protections: [
    {
      attribute: "min_retention_days",
      isWeaker: less,
      level: "dangerous",
      title: "locks recovery points for a shorter time",
      why: noWayBack,
    },
  ],
  ignored: [],
  import: { by: [["backup_vault_name"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
