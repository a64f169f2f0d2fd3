import type { Kind } from "./kind";

export const backupPlan: Kind = {
  noun: "backup plan",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "backups are counted where they are selected" },
};
