import type { Kind } from "./kind";
import { gone } from "./protection";

export const iamRole: Kind = {
  noun: "role",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
  protections: [
    {
      attribute: "permissions_boundary",
      isWeaker: gone,
      level: "dangerous",
      title: "gives up its permissions boundary",
      why: "Whatever its policies grant counts from then on.",
    },
  ],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["iam:role"],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"] }],
  quota: { name: "IAM roles", service: "iam", code: "L-FE177D64", region: "us-east-1" },
};
