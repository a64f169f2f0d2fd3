import type { Kind } from "./kind";

export const cloudwatchLogGroup: Kind = {
  noun: "log group",
  name: "name",
  stored: { loss: "the logs in it", isRecreatable: true },
  outage: null,
  price: "charged",
};
