import type { Kind } from "./kind";

export const defaultSecurityGroup: Kind = {
  noun: "default security group",
  name: null,
  stored: null,
  outage: null,
  price: { free: "part of the network, which costs by what passes" },
};
