import type { Kind } from "./kind";

export const route: Kind = {
  noun: "route",
  name: null,
  stored: null,
  outage: "the subnet loses its way out",
  price: { free: "part of the network, which costs by what passes" },
};
