import type { Kind } from "./kind";
import { gone, readable, sooner } from "./protection";

export const cloudwatchLogGroup: Kind = {
  noun: "log group",
  name: "name",
  stored: { loss: "the logs in it", isRecreatable: true },
  outage: null,
  price: { rule: "logGroup" },
  protections: [
    {
      attribute: "retention_in_days",
      isWeaker: sooner,
      level: "dangerous",
      title: "keeps logs for a shorter time",
      why: "Older logs go within days.",
    },
    {
      attribute: "kms_key_id",
      isWeaker: gone,
      level: "dangerous",
      title: "gives up encryption with its own key",
      why: readable,
    },
  ],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["logs:log-group"],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
