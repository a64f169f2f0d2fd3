import { factsOf } from "../resources/facts";
import type { Assumptions } from "./assumptions";
import { type Hint, hintsFor } from "./hints";
import { type Price, type PriceTable, costOf } from "./price-table";
import type { Block } from "../terraform-json/block";
import { rules } from "./rules";
import { type Charge, type Component, components } from "./rules/rule";
import { Stack } from "./stack";

/** One thing that AWS charges for, of one resource. */
export interface Item {
  readonly component: Component;
  readonly what: string;
  /** The name of the resource, where a reader wants it apart from others. */
  readonly of?: string;
  readonly address: string;
  readonly region: string;
  /** The name of its price in the table. */
  readonly price: string;
  /** How many units a month. */
  readonly quantity: number;
  readonly unit: string;
  /** US dollars a unit: the average, where a month has several tiers. */
  readonly unitPrice: number;
  /** US dollars a month. */
  readonly monthly: number;
}

/** What the estimate leaves out, because it has no price. */
export interface NotPriced {
  readonly address: string;
  readonly type: string;
  readonly reason: string;
  /** Where it is known what part of the bill it would be in. */
  readonly component?: Component;
  /** Its region, where that has no prices at all. */
  readonly unknownRegion?: string;
}

/** A type that costs nothing by itself, and why. */
export interface Free {
  readonly type: string;
  readonly count: number;
  readonly reason: string;
}

/** What a month costs, and what was assumed to say so. */
export interface Estimate {
  /** US dollars a month: the sum of all items. */
  readonly total: number;
  readonly items: readonly Item[];
  readonly notPriced: readonly NotPriced[];
  readonly free: readonly Free[];
  readonly hints: readonly Hint[];
  /** The assumptions that the items rest on. */
  readonly assumptions: Readonly<Partial<Assumptions>>;
  /** Which prices these are. */
  readonly prices: { readonly checked: string; readonly checkedAgainst: string };
}

/**
 * What AWS charges for a month of these resources. Every resource becomes items, or is listed as free with the reason, or
 * as not priced: nothing is left out in silence.
 */
export function estimate(resources: readonly Block[], prices: PriceTable, assumptions: Assumptions): Estimate {
  const stack = new Stack(resources, assumptions);
  const meter = new Meter(prices, stack.assume("freeAllowances") === "used");
  const items: Item[] = [];
  const notPriced: NotPriced[] = [];
  const free = new Map<string, Free>();
  for (const resource of resources) {
    const { address, type } = resource;
    const { price } = factsOf(type);
    if (!price) {
      notPriced.push({ address, type, reason: "no rule says what this type costs" });
      continue;
    }
    if ("free" in price) {
      free.set(type, { type, count: (free.get(type)?.count ?? 0) + 1, reason: price.free });
      continue;
    }
    for (const outcome of rules[price.rule](resource, stack)) {
      if ("reason" in outcome) notPriced.push({ address, type, reason: outcome.reason });
      else {
        const read = meter.read(outcome, resource, stack.countOf(resource));
        if ("reason" in read) notPriced.push(read);
        else items.push(read);
      }
    }
  }
  items.sort((one, other) => components.indexOf(one.component) - components.indexOf(other.component));
  const total = totalOf(items);
  return {
    total,
    items,
    notPriced,
    free: [...free.values()].sort((one, other) => (one.type < other.type ? -1 : 1)),
    hints: hintsFor(stack, prices, total),
    assumptions: stack.assumed(),
    prices: { checked: prices.checked, checkedAgainst: prices.checkedAgainst },
  };
}

export function totalOf(items: readonly { readonly monthly: number }[]): number {
  return items.reduce((sum, { monthly }) => sum + monthly, 0);
}

/** Counts what has been used of each price, so that tiers and allowances are given once. */
class Meter {
  private readonly used = new Map<string, number>();

  constructor(
    private readonly prices: PriceTable,
    private readonly withAllowances: boolean,
  ) {}

  read(charge: Charge, resource: Block, instances: number): Item | NotPriced {
    const { component, what, of, price: name, discountPercent = 0 } = charge;
    const { address, type } = resource;
    const region = charge.region ?? resource.region;
    const prices = this.prices.regions.get(region);
    if (!prices) return { address, type, component, reason: `${region} has no prices`, unknownRegion: region };
    const price = prices.get(name);
    if (!price) return { address, type, component, reason: `the price table has no ${name} for ${region}` };
    const quantity = (charge.quantity * instances) / price.per;
    if (!Number.isFinite(quantity) || quantity < 0)
      return { address, type, component, reason: `nothing says how much of ${name} it uses` };
    const monthly = this.costOf(`${region} ${name}`, price, quantity) * (1 - discountPercent / 100);
    const unitPrice = quantity === 0 ? firstPrice(price) * (1 - discountPercent / 100) : monthly / quantity;
    return {
      component,
      what,
      ...(of !== undefined && { of }),
      address,
      region,
      price: name,
      quantity,
      unit: price.unit,
      unitPrice,
      monthly,
    };
  }

  private costOf(meter: string, price: Price, quantity: number): number {
    const before = this.used.get(meter) ?? 0;
    this.used.set(meter, before + quantity);
    const given = this.withAllowances ? price.free : 0;
    const paidBefore = Math.max(0, before - given);
    return costOf(price, paidBefore, Math.max(0, before + quantity - given) - paidBefore);
  }
}

function firstPrice({ usd, tiers }: Price): number {
  return tiers[0]?.usd ?? usd;
}
