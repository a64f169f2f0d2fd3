import type { Kind } from "./kind";

export const cloudwatchLogResourcePolicy: Kind = {
  noun: "log resource policy",
  name: "policy_name",
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
};
