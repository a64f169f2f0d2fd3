import type { Kind } from "./kind";

export const appautoscalingTarget: Kind = {
  noun: "scaling target",
  name: null,
  stored: null,
  outage: null,
  price: { free: "auto scaling is free" },
};
