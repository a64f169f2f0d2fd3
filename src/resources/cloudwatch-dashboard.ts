import type { Kind } from "./kind";

export const cloudwatchDashboard: Kind = {
  noun: "dashboard",
  name: "dashboard_name",
  stored: null,
  outage: null,
  price: { rule: "dashboard" },
  protections: [],
  ignored: [],
  import: { by: [["dashboard_name"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["dashboard_name"], second: "the same" }],
  quota: null,
};
