import type { Kind } from "./kind";

export const xraySamplingRule: Kind = {
  noun: "sampling rule",
  name: "rule_name",
  stored: null,
  outage: null,
  price: "charged",
};
