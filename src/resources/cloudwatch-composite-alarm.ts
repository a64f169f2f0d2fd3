import type { Kind } from "./kind";

export const cloudwatchCompositeAlarm: Kind = {
  noun: "composite alarm",
  name: "alarm_name",
  stored: null,
  outage: null,
  price: "charged",
};
