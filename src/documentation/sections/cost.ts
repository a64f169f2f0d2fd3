import { dollars } from "../../cost/amounts";
import { linesOf } from "../../cost/compare";
import { totalOf } from "../../cost/estimate";
import { components } from "../../cost/rules/rule";
import { plain } from "../../markdown/literal";
import type { DocumentedStack } from "../documented-stack";
import { markdownTable } from "../markdown-table";

/** As many items as a reader looks at; the whole bill is in `docs/cost.md`. */
const mostItems = 8;

/** What a month costs, part by part, and what of it is most. */
export function costSection({ name, estimate }: Pick<DocumentedStack, "name" | "estimate">): string {
  const { items, total, prices, notPriced } = estimate;
  const parts = components
    .map((component): [string, number] => [component, totalOf(items.filter((item) => item.component === component))])
    .filter(([, monthly]) => monthly > 0);
  const largest = [...linesOf(items)].sort((one, other) => other.monthly - one.monthly).slice(0, mostItems);
  return [
    `By list prices checked on ${prices.checked}, in US dollars. \`npm run cost -- ${name}\` has every item, and takes other assumptions;\n[the cost page](../cost.md) says what is assumed.`,
    markdownTable(
      ["part", "a month"],
      [...parts.map(([component, monthly]) => [component, dollars(monthly)]), ["total", dollars(total)]],
      ["a month"],
    ),
    "The largest items:",
    markdownTable(
      ["what", "a month"],
      largest.map(({ what, of, monthly }) => [plain(of === undefined ? what : `${of}: ${what}`), dollars(monthly)]),
      ["a month"],
    ),
    ...(notPriced.length > 0 ? [`The total is incomplete: ${notPriced.length} items are not priced.`] : []),
  ].join("\n\n");
}
