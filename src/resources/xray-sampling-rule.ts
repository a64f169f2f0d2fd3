import type { Kind } from "./kind";

export const xraySamplingRule: Kind = {
  noun: "sampling rule",
  name: "rule_name",
  stored: null,
  outage: null,
  price: { rule: "samplingRule" },
  protections: [],
  ignored: [],
  import: { by: [["rule_name"]], id: "{rule_name}" },
  writeOnly: null,
  arns: ["xray:sampling-rule"],
  recovery: { byName: { id: "{rule_name}", needs: ["rule_name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["rule_name"] }],
  quota: null,
};
