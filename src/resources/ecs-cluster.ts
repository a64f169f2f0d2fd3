import type { Kind } from "./kind";

export const ecsCluster: Kind = {
  noun: "cluster",
  name: "name",
  stored: null,
  outage: "all services of the environment stop",
  price: "charged",
};
