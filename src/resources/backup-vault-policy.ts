import type { Kind } from "./kind";

export const backupVaultPolicy: Kind = {
  noun: "backup vault policy",
  name: "backup_vault_name",
  stored: null,
  outage: null,
  price: { free: "backups are counted where they are selected" },
};
