import type { Kind } from "./kind";

export const backupVault: Kind = {
  noun: "backup vault",
  name: "name",
  stored: { loss: "its recovery points", isRecreatable: false },
  outage: null,
  price: { free: "backups are counted where they are selected" },
};
