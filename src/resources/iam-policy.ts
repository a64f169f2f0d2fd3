import type { Kind } from "./kind";

export const iamPolicy: Kind = {
  noun: "policy",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
};
