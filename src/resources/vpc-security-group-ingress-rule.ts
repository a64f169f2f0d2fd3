import type { Kind } from "./kind";

export const vpcSecurityGroupIngressRule: Kind = {
  noun: "ingress rule",
  name: null,
  stored: null,
  outage: null,
  price: { free: "part of the network, which costs by what passes" },
};
