import type { Kind } from "./kind";

export const cloudwatchLogDeliveryDestination: Kind = {
  noun: "log delivery destination",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "counted at the delivery" },
};
