import type { Kind } from "./kind";

export const routeTableAssociation: Kind = {
  noun: "route table association",
  name: null,
  stored: null,
  outage: null,
  price: { free: "part of the network, which costs by what passes" },
};
