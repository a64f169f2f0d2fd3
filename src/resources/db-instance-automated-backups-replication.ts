import type { Kind } from "./kind";
import { less } from "./protection";

export const dbInstanceAutomatedBackupsReplication: Kind = {
  noun: "backups of the database",
  name: null,
  stored: { loss: "the backups in the other region", isRecreatable: false },
  outage: null,
  price: { rule: "replicatedBackups" },
  protections: [
    {
      attribute: "retention_period",
      isWeaker: less,
      level: "dangerous",
      title: "keeps backups in the other region for a shorter time",
      why: "Moments further back can no longer be restored, at once.",
    },
  ],
  ignored: [],
  import: { by: [["source_db_instance_arn"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "source", of: ["source_db_instance_arn"] }],
  quota: null,
};
