import type { Kind } from "./kind";

export const iamPolicy: Kind = {
  noun: "policy",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
  protections: [],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["iam:policy"],
  recovery: {
    byName: { id: "arn:aws:iam::{@account}:policy/{name}", needs: ["name"] },
    byArn: null,
    recognizedBy: null,
  },
  deletion: null,
  unique: [{ noun: "name", of: ["name"] }],
  quota: { name: "customer managed IAM policies", service: "iam", code: "L-E95E4862", region: "us-east-1" },
};
