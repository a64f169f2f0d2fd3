import type { Kind } from "./kind";
import { noWayBack, otherThan } from "./protection";

export const efsBackupPolicy: Kind = {
  noun: "backup policy of a file system",
  name: null,
  stored: null,
  outage: null,
  price: { rule: "fileSystemBackup" },
  protections: [
    {
      attribute: "backup_policy.status",
      isWeaker: otherThan("ENABLED"),
      level: "dangerous",
      title: "stops backing up the files",
      why: noWayBack,
    },
  ],
  ignored: [],
  import: { by: [["file_system_id"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
