import type { Kind } from "./kind";

export const securityGroup: Kind = {
  noun: "security group",
  name: "name",
  stored: null,
  outage: "its members lose their connections",
  price: { free: "part of the network, which costs by what passes" },
};
