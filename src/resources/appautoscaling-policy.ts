import type { Kind } from "./kind";

export const appautoscalingPolicy: Kind = {
  noun: "scaling policy",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "auto scaling is free; the tasks that it adds are counted by the assumption about tasks" },
  protections: [],
  ignored: [],
  import: {
    by: [["resource_id", "name", "scalable_dimension", "service_namespace"]],
    id: "{service_namespace}/{resource_id}/{scalable_dimension}/{name}",
  },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"], within: ["resource_id", "scalable_dimension"], second: "the same" }],
  quota: null,
};
