import type { Kind } from "./kind";

export const appautoscalingScheduledAction: Kind = {
  noun: "scheduled scaling action",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "auto scaling is free" },
  protections: [],
  ignored: [],
  import: {
    never:
      "the provider cannot import it: it is put over the one of the same name, and one of another name goes on beside it",
  },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"], within: ["resource_id", "scalable_dimension"], second: "the same" }],
  quota: null,
};
