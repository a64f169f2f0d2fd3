import type { Kind } from "./kind";

export const efsMountTarget: Kind = {
  noun: "mount target",
  name: null,
  stored: null,
  outage: "tasks in its zone cannot reach the files",
  price: { free: "a setting of what it belongs to, which is counted" },
};
