import type { Kind } from "./kind";

export const iamRole: Kind = {
  noun: "role",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
};
