import type { Kind } from "./kind";

export const dbProxyDefaultTargetGroup: Kind = {
  noun: "target group of a database proxy",
  name: null,
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["db_proxy_name"]], id: "{db_proxy_name}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
