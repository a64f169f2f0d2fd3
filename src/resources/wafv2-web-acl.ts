import type { Kind } from "./kind";

export const wafv2WebAcl: Kind = {
  noun: "web ACL",
  name: "name",
  stored: null,
  outage: null,
  price: "charged",
};
