import type { Kind } from "./kind";

export const cloudwatchLogDelivery: Kind = {
  noun: "log delivery",
  name: null,
  stored: null,
  outage: null,
  price: { rule: "logDelivery" },
  protections: [],
  ignored: [],
  import: { by: [["delivery_source_name", "delivery_destination_arn"]] },
  writeOnly: null,
  arns: ["logs:delivery"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
