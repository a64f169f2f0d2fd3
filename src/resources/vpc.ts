import type { Kind } from "./kind";

export const vpc: Kind = {
  noun: "network",
  name: null,
  stored: null,
  outage: "everything in it goes: the whole environment",
  price: { free: "part of the network, which costs by what passes" },
  protections: [],
  ignored: [],
  import: { by: [["cidr_block", "tags.Name"]] },
  writeOnly: null,
  arns: ["ec2:vpc"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "ec2 delete-vpc --vpc-id {id}",
  unique: [],
  quota: { name: "VPCs", service: "vpc", code: "L-F678F1CE" },
};
