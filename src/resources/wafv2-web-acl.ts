import type { Kind } from "./kind";
import { emptied, gone } from "./protection";

export const wafv2WebAcl: Kind = {
  noun: "web ACL",
  name: "name",
  stored: null,
  outage: null,
  price: { rule: "webAcl" },
  protections: [
    {
      attribute: "rule.name",
      isWeaker: gone,
      level: "dangerous",
      title: "drops a rule of the web ACL",
      why: "What it stopped until now reaches the services.",
    },
    {
      attribute: "rule.override_action.none",
      isWeaker: emptied,
      level: "dangerous",
      title: "only counts what it stopped",
      why: "What it stopped until now reaches the services.",
    },
    {
      attribute: "rule.action.block",
      isWeaker: emptied,
      level: "dangerous",
      title: "no longer blocks what it blocked",
      why: "What it stopped until now reaches the services.",
    },
    {
      attribute: "default_action.block",
      isWeaker: emptied,
      level: "dangerous",
      title: "lets in whatever no rule is for",
      why: "What it stopped until now reaches the services.",
    },
  ],
  ignored: [],
  import: { by: [["name", "scope"]], id: "{id}/{name}/{scope}" },
  writeOnly: null,
  arns: ["wafv2:global", "wafv2:regional"],
  recovery: {
    byName: null,
    byArn: (acl, arn) => {
      const [, name, id] = acl.split("/");
      return { id, name, scope: arn.includes(":global/") ? "CLOUDFRONT" : "REGIONAL" };
    },
    recognizedBy: null,
  },
  deletion: null,
  unique: [{ noun: "name", of: ["name"], within: ["scope"] }],
  quota: null,
};
