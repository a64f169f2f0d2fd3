import type { Kind } from "./kind";

export const route53Zone: Kind = {
  noun: "hosted zone",
  name: "name",
  stored: { loss: "its records and its name servers", isRecreatable: false },
  outage: null,
  price: { rule: "hostedZone" },
  protections: [],
  ignored: [],
  import: { by: [["name"]], id: "{zone_id|id}" },
  writeOnly: null,
  arns: ["route53:hostedzone"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
