import type { Kind } from "./kind";

export const cloudwatchLogDelivery: Kind = {
  noun: "log delivery",
  name: null,
  stored: null,
  outage: null,
  price: "charged",
};
