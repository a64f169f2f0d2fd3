import type { Kind } from "./kind";

export const schedulerSchedule: Kind = {
  noun: "schedule",
  name: "name",
  stored: null,
  outage: null,
  price: { rule: "schedule" },
  protections: [],
  ignored: [],
  import: {
    by: [["name", "group_name"]],
    id: "{group_name|=default}/{name}",
    spellings: { group_name: (group) => group ?? "default" },
  },
  writeOnly: null,
  arns: [],
  recovery: { byName: { id: "{group_name}/{name}", needs: ["name", "group_name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"], within: ["group_name"] }],
  quota: null,
};
