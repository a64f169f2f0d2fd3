import type { Kind } from "./kind";

export const efsBackupPolicy: Kind = {
  noun: "backup policy of a file system",
  name: null,
  stored: null,
  outage: null,
  price: "charged",
};
