import type { Kind } from "./kind";

export const ecsClusterCapacityProviders: Kind = {
  noun: "capacity providers of a cluster",
  name: "cluster_name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
};
