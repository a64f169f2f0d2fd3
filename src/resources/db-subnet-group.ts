import type { Kind } from "./kind";

export const dbSubnetGroup: Kind = {
  noun: "subnet group",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["rds:subgrp"],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: "rds delete-db-subnet-group --db-subnet-group-name {id}",
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
