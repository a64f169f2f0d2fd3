import { dollars } from "./amounts";
import type { Estimate, NotPriced } from "./estimate";

/** A total with how much of it there is: one that leaves something out is no total. */
export interface Total {
  readonly total: number;
  /** How many items are in it. */
  readonly priced: number;
  /** How many items it leaves out. */
  readonly notPriced: number;
}

export function totalIn({ total, items, notPriced }: Pick<Estimate, "total" | "items" | "notPriced">): Total {
  return { total, priced: items.length, notPriced: notPriced.length };
}

/**
 * Dollars and cents, or what is known of them: an item without a price never counts as nothing.
 *
 * @param complete what stands before a total that is the whole truth
 */
export function totalText({ total, priced, notPriced }: Total, complete = ""): string {
  if (notPriced === 0) return `${complete}${dollars(total)}`;
  return priced === 0 ? "not priced" : `at least ${dollars(total)}`;
}

/** Whether there are items and none of them is priced. */
export function isUnknown({ priced, notPriced }: Total): boolean {
  return priced === 0 && notPriced > 0;
}

export function itemsNotPriced(count: number): string {
  return `${count} ${count === 1 ? "item is" : "items are"} not priced`;
}

/** How many items have no price because their whole region has none, by region. */
export function regionsWithoutPrices(notPriced: readonly NotPriced[]): ReadonlyMap<string, number> {
  const regions = new Map<string, number>();
  for (const { unknownRegion: region } of notPriced)
    if (region !== undefined) regions.set(region, (regions.get(region) ?? 0) + 1);
  return regions;
}

/** One sentence for each region without prices, with what to do. */
export function regionAdvice(notPriced: readonly NotPriced[]): string[] {
  return [...regionsWithoutPrices(notPriced)].map(
    ([region, count]) =>
      `${region} has no prices, so ${itemsNotPriced(count)}: add it to the prices (docs/cost.md says how).`,
  );
}
