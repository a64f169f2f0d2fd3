import type { Kind } from "./kind";

export const natGateway: Kind = {
  noun: "NAT gateway",
  name: null,
  stored: null,
  outage: "tasks cannot reach the internet, and their address there changes",
  price: { rule: "natGateway" },
  protections: [],
  ignored: [],
  import: { by: [["subnet_id"]] },
  writeOnly: null,
  arns: ["ec2:natgateway"],
  recovery: { byName: null, byArn: "id", recognizedBy: [["tags.Name"], ["subnet_id"]] },
  deletion: "ec2 delete-nat-gateway --nat-gateway-id {id}",
  unique: [],
  quota: null,
};
