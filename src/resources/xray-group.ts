import type { Kind } from "./kind";

export const xrayGroup: Kind = {
  noun: "X-Ray group",
  name: "group_name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["group_name"]], id: "{arn}" },
  writeOnly: null,
  arns: ["xray:group"],
  recovery: { byName: null, byArn: "arn", recognizedBy: null },
  deletion: "xray delete-group --group-arn {arn}",
  unique: [{ noun: "name", of: ["group_name"] }],
  quota: null,
};
