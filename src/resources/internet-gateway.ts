import type { Kind } from "./kind";

export const internetGateway: Kind = {
  noun: "internet gateway",
  name: null,
  stored: null,
  outage: "nothing reaches the environment, and nothing leaves it",
  price: { free: "part of the network, which costs by what passes" },
  protections: [],
  ignored: [],
  import: { by: [["vpc_id"]] },
  writeOnly: null,
  arns: ["ec2:internet-gateway"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: null,
  unique: [],
  quota: { name: "internet gateways", service: "vpc", code: "L-A4707A72" },
};
