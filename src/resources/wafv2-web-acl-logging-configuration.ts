import type { Kind } from "./kind";

export const wafv2WebAclLoggingConfiguration: Kind = {
  noun: "web ACL logging",
  name: null,
  stored: null,
  outage: null,
  price: { free: "counted at its log group" },
  protections: [],
  ignored: [],
  import: { by: [["resource_arn"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
