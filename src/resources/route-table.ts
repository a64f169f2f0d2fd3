import type { Kind } from "./kind";

export const routeTable: Kind = {
  noun: "route table",
  name: null,
  stored: null,
  outage: "the subnet loses its routes",
  price: { free: "part of the network, which costs by what passes" },
};
