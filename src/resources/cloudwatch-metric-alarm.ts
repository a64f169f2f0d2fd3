import type { Kind } from "./kind";

export const cloudwatchMetricAlarm: Kind = {
  noun: "alarm",
  name: "alarm_name",
  stored: null,
  outage: null,
  price: "charged",
};
