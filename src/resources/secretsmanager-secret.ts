import type { Kind } from "./kind";
import { gone, less, noWayBack, readable } from "./protection";

export const secretsmanagerSecret: Kind = {
  noun: "secret",
  name: "name",
  stored: { loss: "the value that an operator or AWS put in", isRecreatable: false },
  outage: null,
  price: { rule: "secret" },
  protections: [
    {
      attribute: "recovery_window_in_days",
      isWeaker: less,
      level: "dangerous",
      title: "shortens the time in which a deleted secret can be called back",
      why: noWayBack,
    },
    { attribute: "kms_key_id", isWeaker: gone, level: "dangerous", title: "gives up its own key", why: readable },
  ],
  ignored: [],
  import: { by: [["name"]], id: "{arn|id}" },
  writeOnly: null,
  arns: ["secretsmanager:secret"],
  recovery: { byName: null, byArn: "arn", recognizedBy: null },
  deletion: "secretsmanager delete-secret --recovery-window-in-days 30 --secret-id {arn}",
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
