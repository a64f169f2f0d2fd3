import type { Kind } from "./kind";
import { becomes } from "./protection";

export const snsTopicSubscription: Kind = {
  noun: "subscription",
  name: null,
  stored: null,
  outage: null,
  price: { rule: "subscription" },
  protections: [
    {
      attribute: "protocol",
      isWeaker: becomes("http"),
      level: "dangerous",
      title: "sends messages without TLS",
      why: "Everybody on the way can read and change them.",
      start: { safe: "https" },
    },
  ],
  ignored: [],
  import: { by: [["topic_arn", "protocol", "endpoint"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
