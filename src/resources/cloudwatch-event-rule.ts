import type { Kind } from "./kind";

export const cloudwatchEventRule: Kind = {
  noun: "event rule",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "rules for events of AWS's own services are free" },
  protections: [],
  ignored: [],
  import: { by: [["name", "event_bus_name"]], spellings: { event_bus_name: (bus) => bus ?? "default" } },
  writeOnly: null,
  arns: ["events:rule"],
  recovery: { byName: null, byArn: (name) => ({ id: name, name }), recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"], second: "the same", within: ["event_bus_name"] }],
  quota: null,
};
