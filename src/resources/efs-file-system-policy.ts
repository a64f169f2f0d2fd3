import type { Kind } from "./kind";

export const efsFileSystemPolicy: Kind = {
  noun: "file system policy",
  name: null,
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
  protections: [],
  ignored: [],
  import: { by: [["file_system_id"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
