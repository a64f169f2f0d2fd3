import type { Kind } from "./kind";

export const dbParameterGroup: Kind = {
  noun: "parameter group",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
};
