import type { Kind } from "./kind";

export const snsTopicPolicy: Kind = {
  noun: "topic policy",
  name: null,
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
};
