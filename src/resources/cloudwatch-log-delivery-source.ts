import type { Kind } from "./kind";

export const cloudwatchLogDeliverySource: Kind = {
  noun: "log delivery source",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "counted at the delivery" },
};
