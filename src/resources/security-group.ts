import type { Kind } from "./kind";

export const securityGroup: Kind = {
  noun: "security group",
  name: "name",
  stored: null,
  outage: "its members lose their connections",
  price: { free: "part of the network, which costs by what passes" },
  protections: [],
  ignored: [],
  import: { by: [["name"]], also: ["vpc_id"] },
  writeOnly: null,
  arns: ["ec2:security-group"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "ec2 delete-security-group --group-id {id}",
  unique: [{ noun: "name", of: ["name"], within: ["vpc_id"] }],
  quota: { name: "security groups", service: "vpc", code: "L-E79EC296" },
};
