import type { Kind } from "./kind";
import { on } from "./protection";

export const subnet: Kind = {
  noun: "subnet",
  name: null,
  stored: null,
  outage: "everything in it goes",
  price: { free: "part of the network, which costs by what passes" },
  protections: [
    {
      attribute: "map_public_ip_on_launch",
      isWeaker: on,
      level: "dangerous",
      title: "gives public addresses to whatever starts in it",
      why: "Only security groups keep the internet away from it.",
      start: { safe: false, level: "review" },
    },
  ],
  ignored: [],
  import: { by: [["vpc_id", "cidr_block"]] },
  writeOnly: null,
  arns: ["ec2:subnet"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "ec2 delete-subnet --subnet-id {id}",
  unique: [{ noun: "range", of: ["cidr_block"], within: ["vpc_id"], ranges: true }],
  quota: null,
};
