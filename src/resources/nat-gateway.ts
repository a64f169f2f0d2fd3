import type { Kind } from "./kind";

export const natGateway: Kind = {
  noun: "NAT gateway",
  name: null,
  stored: null,
  outage: "tasks cannot reach the internet, and their address there changes",
  price: "charged",
};
