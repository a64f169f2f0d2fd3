import { z } from "zod";

const amount = z.number("must be an amount of US dollars").min(0, "must not be negative");

const priceSchema = z
  .strictObject({
    /** What rules of `src/cost/rules` call it. */
    name: z.string("must be the name of a price"),
    /** US dollars for `per` of the unit; with tiers, for what is above the last one. */
    usd: amount,
    unit: z.string("must say what is counted"),
    /** How many of what is counted make one unit: AWS prices a million requests, not a request. @default 1 */
    per: z.number().positive("must be above zero").default(1),
    /** What lower amounts cost, each up to so many units a month. @default the same price for every unit */
    tiers: z.array(z.strictObject({ upTo: z.number().positive("must be above zero"), usd: amount })).default([]),
    /** Units a month that AWS gives to every account, always. @default 0 */
    free: z.number().min(0, "must not be negative").default(0),
    /** AWS's page with this price, or the product of AWS's price list. */
    source: z.string("must say where the price is from"),
  })
  .readonly();

/** A file of prices: what AWS charges in a region, with where it says so. */
export const priceFileSchema = z.strictObject({
  region: z.string("must name a region"),
  currency: z.literal("USD", 'must be "USD"'),
  /** The day on which the figures were last compared with their sources. */
  checked: z.iso.date("must be a day, as in 2026-11-22"),
  /** What the figures were compared with. */
  checkedAgainst: z.string("must say what the figures were compared with"),
  prices: z.array(priceSchema),
});

export type PriceFile = z.output<typeof priceFileSchema>;

/** A file as it is written, in which defaults are left out. */
export type PriceFileInput = z.input<typeof priceFileSchema>;

/** What AWS charges for one thing. */
export type Price = z.output<typeof priceSchema>;

/** Prices by region and name. */
export interface PriceTable {
  /** The day on which the figures were last compared with their sources, the oldest of all files. */
  readonly checked: string;
  readonly checkedAgainst: string;
  readonly regions: ReadonlyMap<string, ReadonlyMap<string, Price>>;
}

/** Joins files of prices; a later file adds to an earlier one, or corrects it. */
export function priceTable(...files: readonly PriceFile[]): PriceTable {
  const regions = new Map<string, Map<string, Price>>();
  for (const { region, prices } of files) {
    const table = regions.get(region) ?? new Map<string, Price>();
    regions.set(region, table);
    for (const price of prices) table.set(price.name, price);
  }
  return {
    checked: files.map(({ checked }) => checked).sort()[0] ?? "never",
    checkedAgainst: [...new Set(files.map(({ checkedAgainst }) => checkedAgainst))].join("; "),
    regions,
  };
}

/** A file's text, with each price on a line of its own, so that a change of price is a changed line. */
export function priceFileText({ prices, ...file }: PriceFileInput): string {
  const head = Object.entries(file).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const lines = prices.map((price) => `    ${JSON.stringify(price, undefined, 1).replace(/\n */g, " ")}`);
  return ["{", ...head, '  "prices": [', lines.join(",\n"), "  ]", "}", ""].join("\n");
}

/** What so many units cost, of which `before` are paid for already: tiers and allowances are for the whole month. */
export function costOf(price: Price, before: number, units: number): number {
  if (price.tiers.length === 0) return units * price.usd;
  return costFromZero(price, before + units) - costFromZero(price, before);
}

function costFromZero({ usd, tiers }: Price, units: number): number {
  let cost = 0;
  let from = 0;
  for (const tier of tiers) {
    cost += Math.max(0, Math.min(units, tier.upTo) - from) * tier.usd;
    from = tier.upTo;
  }
  return cost + Math.max(0, units - from) * usd;
}
