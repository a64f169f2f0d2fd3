import type { Kind } from "./kind";

export const cloudwatchLogResourcePolicy: Kind = {
  noun: "log resource policy",
  name: "policy_name",
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
  protections: [],
  ignored: [],
  import: { by: [["policy_name"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["policy_name"], second: "the same" }],
  quota: { name: "resource policies of CloudWatch Logs", allowed: 10, listedBy: "logs describe-resource-policies" },
};
