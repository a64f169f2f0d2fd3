import type { Kind } from "./kind";

export const ecrRepositoryPolicy: Kind = {
  noun: "repository policy",
  name: "repository",
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
  protections: [],
  ignored: [],
  import: { by: [["repository"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
