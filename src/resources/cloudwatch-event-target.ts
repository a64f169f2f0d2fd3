import type { Kind } from "./kind";

export const cloudwatchEventTarget: Kind = {
  noun: "event target",
  name: "target_id",
  stored: null,
  outage: null,
  price: "charged",
};
