import type { Kind } from "./kind";

export const schedulerScheduleGroup: Kind = {
  noun: "schedule group",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["name"]], id: "{name}" },
  writeOnly: null,
  arns: ["scheduler:schedule-group"],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: "scheduler delete-schedule-group --name {id}",
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
