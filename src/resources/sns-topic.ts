import type { Kind } from "./kind";
import { gone, readable } from "./protection";

export const snsTopic: Kind = {
  noun: "topic",
  name: "name",
  stored: null,
  outage: null,
  price: { rule: "topic" },
  protections: [
    {
      attribute: "kms_master_key_id",
      isWeaker: gone,
      level: "dangerous",
      title: "gives up encryption with its own key",
      why: readable,
      start: { safe: "a key", level: "review", title: "is not encrypted" },
    },
  ],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["sns:"],
  recovery: { byName: null, byArn: "arn", recognizedBy: null },
  deletion: "sns delete-topic --topic-arn {arn}",
  unique: [{ noun: "name", of: ["name"], second: "the same" }],
  quota: null,
};
