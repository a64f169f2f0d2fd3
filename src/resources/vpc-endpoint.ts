import type { Kind } from "./kind";

export const vpcEndpoint: Kind = {
  noun: "VPC endpoint",
  name: null,
  stored: null,
  outage: "tasks cannot reach that AWS service for a while",
  price: "charged",
};
