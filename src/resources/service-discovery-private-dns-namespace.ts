import type { Kind } from "./kind";

export const serviceDiscoveryPrivateDnsNamespace: Kind = {
  noun: "namespace",
  name: "name",
  stored: null,
  outage: "services do not find each other by name",
  price: { rule: "privateNamespace" },
  protections: [],
  ignored: [],
  import: { by: [["name"]], id: "{id}:{vpc}" },
  writeOnly: null,
  arns: ["servicediscovery:namespace"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "servicediscovery delete-namespace --id {id}",
  unique: [{ noun: "name", of: ["name"], within: ["vpc"] }],
  quota: null,
};
