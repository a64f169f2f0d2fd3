import { dollars, signed } from "../../cost/amounts";
import { assumptionsSchema } from "../../cost/assumptions";
import { type Comparison, compare } from "../../cost/compare";
import { type Estimate, estimate, type NotPriced } from "../../cost/estimate";
import { listPrices } from "./list-prices";
import { isUnknown, itemsNotPriced, regionsWithoutPrices, totalText } from "../../cost/total";
import { markdownTable } from "../../documentation/markdown-table";
import type { Block } from "../../terraform-json/block";

/** What a change does to the estimate of a month. */
export interface CostDifference {
  readonly comparison: Comparison;
  /** In one sentence. */
  readonly summary: string;
  /** The sentence, and the lines that differ folded below it. */
  readonly markdown: string;
}

/** Compares two revisions of a stack, by list prices and the default assumptions. */
export function costDifference(before: readonly Block[], after: readonly Block[]): CostDifference {
  const [earlier, later] = [estimateOf(before), estimateOf(after)];
  const comparison = compare(earlier, later);
  const summary = `${amountsText(comparison)}${warning(comparison, [...earlier.notPriced, ...later.notPriced])}`;
  return { comparison, summary, markdown: folded(summary, comparison) };
}

function amountsText({ difference, totals: { before, after } }: Comparison): string {
  if (before.notPriced + after.notPriced === 0)
    return `about ${dollars(before.total)} → ${dollars(after.total)} US dollars a month (${signed(difference)})`;
  // Nobody can tell the difference to what is not known at all.
  if (before.priced + after.priced === 0) return "not priced";
  const amounts = `${totalText(before, "about ")} → ${totalText(after, "about ")}, in US dollars a month`;
  return isUnknown(before) || isUnknown(after) ? amounts : `${amounts} (${signed(difference)} of what is priced)`;
}

/** What the totals leave out, new or not. */
function warning({ totals, newlyNotPriced }: Comparison, notPriced: readonly NotPriced[]): string {
  const { before, after } = totals;
  if (before.notPriced + after.notPriced === 0) return "";
  const regions = [...regionsWithoutPrices(notPriced).keys()].sort().map((region) => `${region} has no prices`);
  const left = after.notPriced > 0 ? itemsNotPriced(after.notPriced) : `before, ${itemsNotPriced(before.notPriced)}`;
  const added = newlyNotPriced.length > 0 && before.notPriced > 0 ? [`${newlyNotPriced.length} of them new`] : [];
  const remarks = [...added, ...regions];
  return `; ${left}${remarks.length > 0 ? ` (${remarks.join("; ")})` : ""}`;
}

function folded(summary: string, { lines }: Comparison): string {
  if (lines.length === 0) return `Cost: ${summary}`;
  const rows = lines.map(({ component, what, of, before, after, difference }) => [
    component,
    of === undefined ? what : `${of}: ${what}`,
    before ? dollars(before.monthly) : "–",
    after ? dollars(after.monthly) : "–",
    signed(difference),
  ]);
  const table = markdownTable(["part", "what", "before", "after", "difference"], rows, [
    "before",
    "after",
    "difference",
  ]);
  return `<details><summary>Cost: ${summary}</summary>\n\n${table}\n\n</details>`;
}

function estimateOf(resources: readonly Block[]): Estimate {
  return estimate(resources, listPrices, assumptionsSchema.parse({}));
}
