import type { Kind } from "./kind";
import { fewer, noWayBack } from "./protection";

export const backupSelection: Kind = {
  noun: "backup selection",
  name: "name",
  stored: null,
  outage: null,
  price: { rule: "backupSelection" },
  protections: [
    { attribute: "resources", isWeaker: fewer, level: "blocks", title: "backs up less than before", why: noWayBack },
  ],
  ignored: [],
  import: { by: [["name", "plan_id"]], id: "{plan_id}|{id}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: [["name", "plan_id"]] },
  deletion: null,
  unique: [],
  quota: null,
};
