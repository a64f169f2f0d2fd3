import type { Kind } from "./kind";

export const appautoscalingPolicy: Kind = {
  noun: "scaling policy",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "auto scaling is free; the tasks that it adds are counted by the assumption about tasks" },
};
