import type { Kind } from "./kind";

export const vpcSecurityGroupEgressRule: Kind = {
  noun: "egress rule",
  name: null,
  stored: null,
  outage: null,
  price: { free: "part of the network, which costs by what passes" },
};
