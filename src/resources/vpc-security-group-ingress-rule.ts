import type { Kind } from "./kind";

export const vpcSecurityGroupIngressRule: Kind = {
  noun: "ingress rule",
  name: null,
  stored: null,
  outage: null,
  price: { free: "part of the network, which costs by what passes" },
  protections: [],
  ignored: [],
  import: {
    by: [
      [
        "security_group_id",
        "ip_protocol",
        "from_port",
        "to_port",
        "cidr_ipv4",
        "cidr_ipv6",
        "prefix_list_id",
        "referenced_security_group_id",
      ],
    ],
  },
  writeOnly: null,
  arns: ["ec2:security-group-rule"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
