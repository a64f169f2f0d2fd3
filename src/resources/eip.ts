import type { Kind } from "./kind";

export const eip: Kind = {
  noun: "Elastic IP address",
  name: null,
  stored: null,
  outage: "its address goes back to AWS; clients that allow only this address refuse the next one",
  price: { rule: "elasticAddress" },
  protections: [],
  ignored: [],
  import: { by: [["allocation_id"], ["tags.Name"]] },
  writeOnly: null,
  arns: ["ec2:elastic-ip"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "ec2 release-address --allocation-id {id}",
  unique: [],
  quota: { name: "Elastic IP addresses", service: "ec2", code: "L-0263D0A3" },
};
