import type { Kind } from "./kind";

export const efsMountTarget: Kind = {
  noun: "mount target",
  name: null,
  stored: null,
  outage: "tasks in its zone cannot reach the files",
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["file_system_id", "subnet_id"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "subnet", of: ["subnet_id"], within: ["file_system_id"] }],
  quota: null,
};
