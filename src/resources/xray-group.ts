import type { Kind } from "./kind";

export const xrayGroup: Kind = {
  noun: "X-Ray group",
  name: "group_name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
};
