import type { Kind } from "./kind";
import { gone, less, noWayBack } from "./protection";

export const backupPlan: Kind = {
  noun: "backup plan",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "backups are counted where they are selected" },
  protections: [
    {
      attribute: "rule.lifecycle.delete_after",
      isWeaker: less,
      level: "dangerous",
      title: "keeps recovery points for a shorter time",
      why: "Moments further back can no longer be restored.",
    },
    {
      attribute: "rule.rule_name",
      isWeaker: gone,
      level: "blocks",
      title: "gives up a schedule of backups",
      why: noWayBack,
    },
    {
      attribute: "rule.copy_action.destination_vault_arn",
      isWeaker: gone,
      level: "blocks",
      title: "gives up copies of backups",
      why: "What happens to the region, or to the account, then happens to the backups too.",
    },
  ],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["backup:backup-plan"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "backup delete-backup-plan --backup-plan-id {id}",
  unique: [],
  quota: null,
};
