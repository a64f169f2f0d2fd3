import type { Kind } from "./kind";

export const dbInstanceAutomatedBackupsReplication: Kind = {
  noun: "backups of the database",
  name: null,
  stored: { loss: "the backups in the other region", isRecreatable: false },
  outage: null,
  price: "charged",
};
