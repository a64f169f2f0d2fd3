import type { Kind } from "./kind";

export const cloudwatchEventTarget: Kind = {
  noun: "event target",
  name: "target_id",
  stored: null,
  outage: null,
  price: { rule: "eventTarget" },
  protections: [],
  ignored: [],
  import: {
    by: [["rule", "target_id", "event_bus_name"]],
    id: "{event_bus_name|=default}/{rule}/{target_id}",
    spellings: { event_bus_name: (bus) => bus ?? "default" },
  },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "target id", of: ["target_id"], within: ["rule", "event_bus_name"], second: "the same" }],
  quota: null,
};
