import type { Kind } from "./kind";

export const iamRolePolicyAttachment: Kind = {
  noun: "policy attachment",
  name: null,
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
  protections: [],
  ignored: [],
  import: { by: [["role", "policy_arn"]], id: "{role}/{policy_arn}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
