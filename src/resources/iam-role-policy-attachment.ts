import type { Kind } from "./kind";

export const iamRolePolicyAttachment: Kind = {
  noun: "policy attachment",
  name: null,
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
};
