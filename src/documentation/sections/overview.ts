import { code } from "../../markdown/literal";
import type { DocumentedStack } from "../documented-stack";
import { markdownTable } from "../markdown-table";

/** Where an environment is and how large, in a few lines. */
export function overview({ name, account, region, state, blocks, cost, kept }: DocumentedStack): string {
  const elsewhere = [...new Set(blocks.resources.map((resource) => resource.region))]
    .filter((one) => one !== region)
    .sort();
  const rows = [
    ["account", code(account)],
    ["region", [region, ...elsewhere].map(code).join(", and for some ")],
    ["Terraform state", code(`s3://${state.bucket}/${state.key}`)],
    ["resources", String(blocks.resources.length)],
    ["a month", cost.month],
    ["`npm run destroy`", kept.protecting.length > 0 ? "refuses: it has stateful resources" : "takes everything away"],
  ];
  return [
    `# ${code(name)}`,
    "What this environment is, made from its synthesized JSON by `npm run docs`. A test keeps it true; what AWS says at this\nmoment is not in it.",
    markdownTable(["what", "where"], rows),
  ].join("\n\n");
}
