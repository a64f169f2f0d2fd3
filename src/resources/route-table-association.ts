import type { Kind } from "./kind";

export const routeTableAssociation: Kind = {
  noun: "route table association",
  name: null,
  stored: null,
  outage: null,
  price: { free: "part of the network, which costs by what passes" },
  protections: [],
  ignored: [],
  import: { by: [["route_table_id", "subnet_id", "gateway_id"]], id: "{subnet_id|gateway_id}/{route_table_id}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
