import { z } from "zod";

import type { PriceProduct } from "./price-products";
import type { PriceFile, PriceFileInput } from "./price-table";

const productSchema = z.object({
  productFamily: z.string().optional(),
  attributes: z.record(z.string(), z.string()),
});

const priceDimensionSchema = z.object({
  beginRange: z.string().default("0"),
  endRange: z.string().default("Inf"),
  pricePerUnit: z.object({ USD: z.string().optional() }),
});

const termSchema = z.object({ priceDimensions: z.record(z.string(), priceDimensionSchema) });

/** AWS's price list of one service, as its Price List Bulk API has it: products by SKU, and the terms of each. */
export const offerFileSchema = z.object({
  offerCode: z.string("must be the code of a service, as in AmazonECS"),
  version: z.string("must be the version of the list"),
  publicationDate: z.iso.datetime("must be a time, as in 2026-11-20T18:05:12Z"),
  products: z.record(z.string(), productSchema),
  terms: z.object({ OnDemand: z.record(z.string(), z.record(z.string(), termSchema)) }),
});

export type OfferFile = z.output<typeof offerFileSchema>;

type OfferProduct = z.output<typeof productSchema>;
type Price = PriceFileInput["prices"][number];
type Rate = Pick<PriceFile["prices"][number], "usd" | "tiers">;

/** A price that the list does not say, and why. */
interface Missing {
  readonly name: string;
  readonly reason: string;
}

/** The prices of a region, and those that were not found. */
export interface RegionPrices {
  readonly prices: PriceFileInput["prices"];
  readonly missing: readonly Missing[];
}

/** Finds each price of a region in AWS's price list. */
export function pricesOf(
  region: string,
  offers: readonly OfferFile[],
  products: readonly PriceProduct[],
): RegionPrices {
  const found = products.flatMap((product) => search(product, region, offers));
  return {
    prices: found.flatMap((each) => ("usd" in each ? [each] : [])),
    missing: found.flatMap((each) => ("reason" in each ? [each] : [])),
  };
}

function search(product: PriceProduct, region: string, offers: readonly OfferFile[]): readonly (Price | Missing)[] {
  const { name, offer: code } = product;
  const offer = offers.find(({ offerCode }) => offerCode === code);
  if (!offer) return [{ name, reason: `no offer file of ${code} is given` }];
  const skus = new Map<string, string[]>();
  for (const [sku, candidate] of Object.entries(offer.products)) {
    if (!matches(product, region, candidate)) continue;
    const filledName = filled(name, candidate.attributes);
    skus.set(filledName, [...(skus.get(filledName) ?? []), sku]);
  }
  if (skus.size === 0) return [{ name, reason: `no product of ${code} for ${region} matches` }];
  return [...skus].map(([filledName, candidates]) => priceAmong(filledName, product, offer, candidates));
}

/** Usage types begin with the region's code where they have one, and with both codes where something goes to another region. */
const regionPrefixes = /^(?:(?:EU|[A-Z]{3}\d|[a-z]{2}(?:-[a-z]+)+-\d)-){1,2}/;

function matches(product: PriceProduct, region: string, { productFamily, attributes }: OfferProduct): boolean {
  const usage = product.usage && filled(product.usage, attributes);
  return (
    (product.global || (attributes.fromRegionCode ?? attributes.regionCode) === region) &&
    (product.family === undefined || product.family === productFamily) &&
    (usage === undefined || attributes.usagetype?.replace(regionPrefixes, "") === usage) &&
    Object.entries(product.where).every(([name, value]) => attributes[name] === value)
  );
}

function filled(template: string, attributes: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => attributes[name] ?? "");
}

function priceAmong(name: string, product: PriceProduct, offer: OfferFile, skus: readonly string[]): Price | Missing {
  const rates = skus.flatMap((sku) => {
    const rate = rateOf(offer, sku, product.listUnits ?? product.per);
    return rate ? [{ sku, rate }] : [];
  });
  rates.sort((one, other) => firstPrice(other.rate) - firstPrice(one.rate));
  const [highest] = rates;
  if (!highest) return { name, reason: `${skus.join(", ")} of ${offer.offerCode} has no price in US dollars` };
  const different = new Set(rates.map(({ rate }) => JSON.stringify(rate)));
  if (different.size > 1 && !product.dearest)
    return { name, reason: `${skus.join(", ")} of ${offer.offerCode} match with different prices` };
  const { usd, tiers } = highest.rate;
  return {
    name,
    usd,
    unit: product.unit,
    ...(product.per !== 1 && { per: product.per }),
    ...(tiers.length > 0 && { tiers }),
    ...(product.free !== 0 && { free: product.free }),
    source: `${offer.offerCode} ${offer.version}, SKU ${highest.sku}`,
  };
}

/** A first tier for nothing is an allowance, not a tier: those above it begin where it ends. */
function rateOf({ terms }: OfferFile, sku: string, listUnits: number): Rate | undefined {
  const [term] = Object.values(terms.OnDemand[sku] ?? {});
  const ranges = Object.values(term?.priceDimensions ?? {})
    .filter(({ pricePerUnit }) => pricePerUnit.USD !== undefined)
    .map(({ endRange, pricePerUnit }) => ({
      end: endRange === "Inf" ? Infinity : Number(endRange),
      usd: exact(Number(pricePerUnit.USD) * listUnits),
    }))
    .sort((one, other) => one.end - other.end);
  const allowance = ranges.length > 1 && ranges[0]?.usd === 0 ? (ranges.shift()?.end ?? 0) : 0;
  const last = ranges.pop();
  return (
    last && {
      usd: last.usd,
      tiers: ranges.map(({ end, usd }) => ({ upTo: exact((end - allowance) / listUnits), usd })),
    }
  );
}

function firstPrice({ usd, tiers }: Rate): number {
  return tiers[0]?.usd ?? usd;
}

/** Without what binary fractions add: 0.0000004 dollars for a request are 0.4 for a million, not 0.39999999999999997. */
function exact(amount: number): number {
  return Number(amount.toPrecision(12));
}
