import type { Kind } from "./kind";

export const defaultSecurityGroup: Kind = {
  noun: "default security group",
  name: null,
  stored: null,
  outage: null,
  price: { free: "part of the network, which costs by what passes" },
  protections: [],
  ignored: [],
  import: { by: [["vpc_id"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
