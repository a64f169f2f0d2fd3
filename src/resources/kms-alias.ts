import type { Kind } from "./kind";

export const kmsAlias: Kind = {
  noun: "key alias",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
};
