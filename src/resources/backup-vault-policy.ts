import type { Kind } from "./kind";

export const backupVaultPolicy: Kind = {
  noun: "backup vault policy",
  name: "backup_vault_name",
  stored: null,
  outage: null,
  price: { free: "backups are counted where they are selected" },
  protections: [],
  ignored: [],
  import: { by: [["backup_vault_name"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
