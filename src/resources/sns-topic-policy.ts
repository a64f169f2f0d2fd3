import type { Kind } from "./kind";

export const snsTopicPolicy: Kind = {
  noun: "topic policy",
  name: null,
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
  protections: [],
  ignored: [],
  import: { by: [["arn"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
