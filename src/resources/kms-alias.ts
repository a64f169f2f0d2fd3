import type { Kind } from "./kind";

export const kmsAlias: Kind = {
  noun: "key alias",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["name"]], id: "{name}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
