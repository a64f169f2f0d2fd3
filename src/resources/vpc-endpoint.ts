import type { Kind } from "./kind";

export const vpcEndpoint: Kind = {
  noun: "VPC endpoint",
  name: null,
  stored: null,
  outage: "tasks cannot reach that AWS service for a while",
  price: { rule: "vpcEndpoint" },
  protections: [],
  ignored: [],
  import: { by: [["vpc_id", "service_name"]] },
  writeOnly: null,
  arns: ["ec2:vpc-endpoint"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "ec2 delete-vpc-endpoints --vpc-endpoint-ids {id}",
  unique: [],
  quota: null,
};
