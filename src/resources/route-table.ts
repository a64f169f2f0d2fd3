import type { Kind } from "./kind";

export const routeTable: Kind = {
  noun: "route table",
  name: null,
  stored: null,
  outage: "the subnet loses its routes",
  price: { free: "part of the network, which costs by what passes" },
  protections: [],
  ignored: [],
  import: { by: [["vpc_id", "tags.Name"]] },
  writeOnly: null,
  arns: ["ec2:route-table"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "ec2 delete-route-table --route-table-id {id}",
  unique: [],
  quota: null,
};
