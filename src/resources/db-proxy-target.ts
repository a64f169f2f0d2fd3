import type { Kind } from "./kind";

export const dbProxyTarget: Kind = {
  noun: "target of a database proxy",
  name: null,
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [],
  ignored: [],
  import: { by: [["db_proxy_name", "target_group_name", "db_instance_identifier", "db_cluster_identifier"]] },
  writeOnly: null,
  arns: [],
  recovery: {
    byName: {
      id: "{db_proxy_name}/{target_group_name}/RDS_INSTANCE/{db_instance_identifier}",
      needs: ["db_proxy_name", "target_group_name", "db_instance_identifier"],
    },
    byArn: null,
    recognizedBy: null,
  },
  deletion: null,
  unique: [],
  quota: null,
};
