import type { Kind } from "./kind";

export const cloudwatchLogMetricFilter: Kind = {
  noun: "metric filter",
  name: "name",
  stored: null,
  outage: null,
  price: { rule: "metricFilter" },
  protections: [],
  ignored: [],
  import: { by: [["log_group_name", "name"]], id: "{log_group_name}:{name}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"], second: "the same", within: ["log_group_name"] }],
  quota: null,
};
