import type { Kind } from "./kind";

export const cloudwatchLogMetricFilter: Kind = {
  noun: "metric filter",
  name: "name",
  stored: null,
  outage: null,
  price: "charged",
};
