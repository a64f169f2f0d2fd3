import { dollars, signed } from "../../cost/amounts";
import { assumptionsSchema } from "../../cost/assumptions";
import { type Comparison, compare } from "../../cost/compare";
import { type Estimate, estimate } from "../../cost/estimate";
import { listPrices } from "../../cost/prices";
import { markdownTable } from "../../documentation/markdown-table";
import type { SynthesizedStack } from "../synthesis/synthesized-stack";
import { resourcesOf } from "./resources";

/** What a change does to the estimate of a month. */
export interface CostDifference {
  readonly comparison: Comparison;
  /** In one sentence. */
  readonly summary: string;
  /** The sentence, and the lines that differ folded below it. */
  readonly markdown: string;
}

/** Compares two revisions of a stack, by list prices and the default assumptions. */
export function costDifference(before: SynthesizedStack, after: SynthesizedStack): CostDifference {
  const comparison = compare(estimateOf(before), estimateOf(after));
  const summary = `about ${dollars(comparison.before)} → ${dollars(comparison.after)} US dollars a month (${signed(comparison.difference)})`;
  const notPriced = comparison.newlyNotPriced.length;
  const warning = notPriced === 0 ? "" : `; ${notPriced} ${notPriced === 1 ? "item is" : "items are"} not priced`;
  return { comparison, summary: `${summary}${warning}`, markdown: folded(`${summary}${warning}`, comparison) };
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

function estimateOf(stack: SynthesizedStack): Estimate {
  return estimate(resourcesOf(stack), listPrices, assumptionsSchema.parse({}));
}
