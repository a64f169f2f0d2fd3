import type { Kind } from "./kind";

export const efsAccessPoint: Kind = {
  noun: "access point",
  name: null,
  stored: null,
  outage: "tasks that mount it cannot start",
  price: { free: "a setting of what it belongs to, which is counted" },
};
