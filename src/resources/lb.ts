import type { Kind } from "./kind";

export const lb: Kind = {
  noun: "load balancer",
  name: "name",
  stored: null,
  outage: "nobody is answered, and its address changes",
  price: "charged",
};
