import type { Kind } from "./kind";

export const backupSelection: Kind = {
  noun: "backup selection",
  name: "name",
  stored: null,
  outage: null,
  price: "charged",
};
