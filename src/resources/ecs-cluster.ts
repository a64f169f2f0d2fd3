import type { Kind } from "./kind";

export const ecsCluster: Kind = {
  noun: "cluster",
  name: "name",
  stored: null,
  outage: "all services of the environment stop",
  price: { rule: "ecsCluster" },
  protections: [],
  ignored: [],
  import: { by: [["name"]], id: "{name}" },
  writeOnly: null,
  arns: ["ecs:cluster"],
  recovery: {
    byName: { id: "arn:aws:ecs:{@region}:{@account}:cluster/{name}", needs: ["name"] },
    byArn: null,
    recognizedBy: null,
  },
  deletion: "ecs delete-cluster --cluster {id}",
  unique: [{ noun: "name", of: ["name"], second: "the same" }],
  quota: null,
};
