import type { Kind } from "./kind";

export const secretsmanagerSecretVersion: Kind = {
  noun: "secret version",
  name: null,
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
};
