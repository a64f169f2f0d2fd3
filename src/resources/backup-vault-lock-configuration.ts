import type { Kind } from "./kind";

export const backupVaultLockConfiguration: Kind = {
  noun: "backup vault lock",
  name: "backup_vault_name",
  stored: null,
  outage: null,
  price: { free: "backups are counted where they are selected" },
};
