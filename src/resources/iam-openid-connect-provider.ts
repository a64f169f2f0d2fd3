import type { Kind } from "./kind";

export const iamOpenidConnectProvider: Kind = {
  noun: "OIDC provider",
  name: "url",
  stored: null,
  outage: "no workflow comes into the account",
  price: { free: "IAM is free" },
};
