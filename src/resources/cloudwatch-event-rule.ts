import type { Kind } from "./kind";

export const cloudwatchEventRule: Kind = {
  noun: "event rule",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "rules for events of AWS's own services are free" },
};
