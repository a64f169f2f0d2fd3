import { dollars } from "../../cost/amounts";
import { linesOf } from "../../cost/compare";
import { type Estimate, totalOf } from "../../cost/estimate";
import { components } from "../../cost/rules/rule";
import { isUnknown, itemsNotPriced, regionAdvice, regionsWithoutPrices, totalIn, totalText } from "../../cost/total";
import { markdownTable } from "../../documentation/markdown-table";
import { code, plain } from "../../markdown/literal";

/** As many items as a reader looks at; the whole bill is in `docs/cost.md`. */
const mostItems = 8;

/** What a month costs, part by part, and what of it is most. */
export function costSection(name: string, estimate: Estimate): string {
  const { items, prices, notPriced } = estimate;
  const parts = components
    .map((component): [string, number] => [component, totalOf(items.filter((item) => item.component === component))])
    .filter(([, monthly]) => monthly > 0);
  const largest = [...linesOf(items)].sort((one, other) => other.monthly - one.monthly).slice(0, mostItems);
  const source = `By list prices checked on ${prices.checked}, in US dollars. \`npm run cost -- ${name}\` has every item, and takes other assumptions;\n[the cost page](../cost.md) says what is assumed.`;
  const left = notPriced.length > 0 ? [`The total is incomplete: ${itemsNotPriced(notPriced.length)}.`] : [];
  const missing = [...left, ...regionAdvice(notPriced).map(plain)];
  if (items.length === 0 && missing.length > 0) return [source, ...missing].join("\n\n");
  return [
    source,
    markdownTable(
      ["part", "a month"],
      [...parts.map(([component, monthly]) => [component, dollars(monthly)]), ["total", totalText(totalIn(estimate))]],
      ["a month"],
    ),
    "The largest items:",
    markdownTable(
      ["what", "a month"],
      largest.map(({ what, of, monthly }) => [plain(of === undefined ? what : `${of}: ${what}`), dollars(monthly)]),
      ["a month"],
    ),
    ...missing,
  ].join("\n\n");
}

/** What a month costs, and how much of it is not priced, in a line. */
export function monthText(estimate: Estimate): string {
  const total = totalIn(estimate);
  const regions = [...regionsWithoutPrices(estimate.notPriced).keys()].sort();
  const why = regions.map((region) => `; ${code(region)} has no prices`).join("");
  if (isUnknown(total)) return `not priced (${total.notPriced} items${why})`;
  const left = total.notPriced > 0 ? ` (${itemsNotPriced(total.notPriced)}${why})` : "";
  return `${totalText(total, "about ")} US dollars${left}`;
}
