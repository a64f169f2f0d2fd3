import type { Kind } from "./kind";

export const lbTargetGroup: Kind = {
  noun: "target group",
  name: "name",
  stored: null,
  outage: "its service gets no requests",
  price: { free: "a setting of what it belongs to, which is counted" },
};
