import type { Kind } from "./kind";

export const cloudfrontResponseHeadersPolicy: Kind = {
  noun: "response headers policy",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
};
