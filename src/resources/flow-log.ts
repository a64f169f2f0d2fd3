import type { Kind } from "./kind";

export const flowLog: Kind = {
  noun: "flow log",
  name: null,
  stored: null,
  outage: null,
  price: { free: "counted at its log group" },
};
