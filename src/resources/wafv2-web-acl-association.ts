import type { Kind } from "./kind";

export const wafv2WebAclAssociation: Kind = {
  noun: "web ACL association",
  name: null,
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["resource_arn"]], id: "{web_acl_arn},{resource_arn}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
