import type { Kind } from "./kind";

export const secretsmanagerSecretRotation: Kind = {
  noun: "secret rotation",
  name: null,
  stored: null,
  outage: null,
  price: { free: "RDS rotates the passwords that it manages for nothing" },
  protections: [],
  ignored: [],
  import: { by: [["secret_id"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
