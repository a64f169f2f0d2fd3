import type { Kind } from "./kind";

export const efsAccessPoint: Kind = {
  noun: "access point",
  name: null,
  stored: null,
  outage: "tasks that mount it cannot start",
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["id"], ["file_system_id", "root_directory"]] },
  writeOnly: null,
  arns: ["elasticfilesystem:access-point"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "efs delete-access-point --access-point-id {id}",
  unique: [],
  quota: null,
};
