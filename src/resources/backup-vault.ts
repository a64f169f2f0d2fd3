import type { Kind } from "./kind";
import { on, oneMistake } from "./protection";

export const backupVault: Kind = {
  noun: "backup vault",
  name: "name",
  stored: { loss: "its recovery points", isRecreatable: false },
  outage: null,
  price: { free: "backups are counted where they are selected" },
  protections: [
    {
      attribute: "force_destroy",
      isWeaker: on,
      level: "dangerous",
      title: "lets the vault be destroyed with its backups",
      why: oneMistake,
    },
  ],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["backup:backup-vault"],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
