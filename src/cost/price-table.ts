import { z } from "zod";

const amount = z.number("must be an amount of US dollars").min(0, "must not be negative");

const priceSchema = z
  .strictObject({
    /** US dollars for `per` of the unit; with tiers, for what is above the last one. */
    usd: amount,
    unit: z.string("must say what is counted"),
    /** How many of what is counted make one unit: AWS prices a million requests, not a request. @default 1 */
    per: z.number().positive("must be above zero").default(1),
    /** What lower amounts cost, each up to so many units a month. @default the same price for every unit */
    tiers: z.array(z.strictObject({ upTo: z.number().positive("must be above zero"), usd: amount })).default([]),
    /** Units a month that AWS gives to every account, always. @default 0 */
    free: z.number().min(0, "must not be negative").default(0),
  })
  .readonly();

/** A file of prices: what AWS charges in some regions, with where it says so. */
export const priceFileSchema = z.strictObject({
  regions: z.array(z.string()).min(1, "must name a region"),
  currency: z.literal("USD", 'must be "USD"'),
  /** The day on which the figures were last compared with their sources. */
  checked: z.iso.date("must be a day, as in 2026-11-22"),
  /** What the figures were compared with. */
  checkedAgainst: z.string("must say what the figures were compared with"),
  services: z.array(
    z.strictObject({
      service: z.string("must name the service"),
      /** AWS's page with these prices. */
      source: z.url("must be the address of AWS's page"),
      prices: z.record(z.string(), priceSchema),
    }),
  ),
});

export type PriceFile = z.output<typeof priceFileSchema>;

/** What AWS charges for one thing. */
export interface Price extends z.output<typeof priceSchema> {
  readonly service: string;
  readonly source: string;
}

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
  for (const file of files)
    for (const region of file.regions) {
      const prices = regions.get(region) ?? new Map<string, Price>();
      regions.set(region, prices);
      for (const { service, source, prices: entries } of file.services)
        for (const [name, price] of Object.entries(entries)) prices.set(name, { ...price, service, source });
    }
  return {
    checked: files.map(({ checked }) => checked).sort()[0] ?? "never",
    checkedAgainst: [...new Set(files.map(({ checkedAgainst }) => checkedAgainst))].join("; "),
    regions,
  };
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
