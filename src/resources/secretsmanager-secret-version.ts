import type { Kind } from "./kind";

export const secretsmanagerSecretVersion: Kind = {
  noun: "secret version",
  name: null,
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: {
    never:
      "importing it would write the secret's value into the state: a version with a new value is written, and the value that was current is made current again",
  },
  writeOnly: "secret_string_wo",
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: [["secret_id"]] },
  deletion: null,
  unique: [],
  quota: null,
};
