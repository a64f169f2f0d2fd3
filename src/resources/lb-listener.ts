import type { Kind } from "./kind";

export const lbListener: Kind = {
  noun: "listener",
  name: null,
  stored: null,
  outage: "nobody is answered on its port",
  price: { free: "a setting of what it belongs to, which is counted" },
};
