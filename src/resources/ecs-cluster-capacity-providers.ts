import type { Kind } from "./kind";

export const ecsClusterCapacityProviders: Kind = {
  noun: "capacity providers of a cluster",
  name: "cluster_name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["cluster_name"]], id: "{cluster_name}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
