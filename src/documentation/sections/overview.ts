import { isUnknown, itemsNotPriced, regionsWithoutPrices, totalIn, totalText } from "../../cost/total";
import { code } from "../../markdown/literal";
import type { DocumentedStack } from "../documented-stack";
import { markdownTable } from "../markdown-table";

/** Where an environment is and how large, in a few lines. */
export function overview({ name, account, region, state, blocks, estimate, kept }: DocumentedStack): string {
  const elsewhere = [...new Set(blocks.resources.map((resource) => resource.region))]
    .filter((one) => one !== region)
    .sort();
  const rows = [
    ["account", code(account)],
    ["region", [region, ...elsewhere].map(code).join(", and for some ")],
    ["Terraform state", code(`s3://${state.bucket}/${state.key}`)],
    ["resources", String(blocks.resources.length)],
    ["a month", monthText(estimate)],
    ["`npm run destroy`", kept.protecting.length > 0 ? "refuses: it has stateful resources" : "takes everything away"],
  ];
  return [
    `# ${code(name)}`,
    "What this environment is, made from its synthesized JSON by `npm run docs`. A test keeps it true; what AWS says at this\nmoment is not in it.",
    markdownTable(["what", "where"], rows),
  ].join("\n\n");
}

/** What a month costs, and how much of it nobody has priced. */
function monthText(estimate: DocumentedStack["estimate"]): string {
  const total = totalIn(estimate);
  const regions = [...regionsWithoutPrices(estimate.notPriced).keys()].sort();
  const why = regions.map((region) => `; ${code(region)} has no prices`).join("");
  if (isUnknown(total)) return `not priced (${total.notPriced} items${why})`;
  const left = total.notPriced > 0 ? ` (${itemsNotPriced(total.notPriced)}${why})` : "";
  return `${totalText(total, "about ")} US dollars${left}`;
}
