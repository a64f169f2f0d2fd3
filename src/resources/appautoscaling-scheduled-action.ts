import type { Kind } from "./kind";

export const appautoscalingScheduledAction: Kind = {
  noun: "scheduled scaling action",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "auto scaling is free" },
};
