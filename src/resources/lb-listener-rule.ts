import type { Kind } from "./kind";

export const lbListenerRule: Kind = {
  noun: "listener rule",
  name: null,
  stored: null,
  outage: "requests for its hosts are answered with 404",
  price: { free: "counted in the load balancer's capacity units" },
};
