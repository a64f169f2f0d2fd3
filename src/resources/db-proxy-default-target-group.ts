import type { Kind } from "./kind";

export const dbProxyDefaultTargetGroup: Kind = {
  noun: "target group of a database proxy",
  name: null,
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
};
