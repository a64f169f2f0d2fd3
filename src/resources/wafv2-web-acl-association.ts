import type { Kind } from "./kind";

export const wafv2WebAclAssociation: Kind = {
  noun: "web ACL association",
  name: null,
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
};
