import type { Kind } from "./kind";

export const flowLog: Kind = {
  noun: "flow log",
  name: null,
  stored: null,
  outage: null,
  price: { free: "counted at its log group" },
  protections: [],
  ignored: [],
  import: { by: [["vpc_id", "log_destination"]] },
  writeOnly: null,
  arns: ["ec2:vpc-flow-log"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "ec2 delete-flow-logs --flow-log-ids {id}",
  unique: [],
  quota: null,
};
