import type { Kind } from "./kind";

export const serviceDiscoveryService: Kind = {
  noun: "Cloud Map service",
  name: "name",
  stored: null,
  outage: "the service is not found by its name",
  price: { free: "Cloud Map charges nothing for what ECS registers" },
  protections: [],
  ignored: [],
  import: { by: [["name", "namespace_id"]] },
  writeOnly: null,
  arns: ["servicediscovery:service"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "servicediscovery delete-service --id {id}",
  unique: [{ noun: "name", of: ["name"], within: ["namespace_id"] }],
  quota: null,
};
