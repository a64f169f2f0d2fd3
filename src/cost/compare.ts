import { type Estimate, type Item, type NotPriced, totalOf } from "./estimate";
import { type Component, components } from "./rules/rule";
import { type Total, totalIn } from "./total";

/** Items of several resources that are the same to a reader: all secrets, say. */
export interface Line {
  readonly component: Component;
  readonly what: string;
  /** The name of the one resource that it is for. */
  readonly of?: string;
  readonly quantity: number;
  readonly unit: string;
  /** US dollars a unit: the average, where several prices come together. */
  readonly unitPrice: number;
  readonly monthly: number;
  /** How many resources it is for. */
  readonly resources: number;
}

/** One line of two estimates. */
export interface LineDifference {
  readonly component: Component;
  readonly what: string;
  readonly of?: string;
  readonly unit: string;
  /** Undefined where the line was not there. */
  readonly before?: { readonly quantity: number; readonly monthly: number };
  /** Undefined where the line is there no more. */
  readonly after?: { readonly quantity: number; readonly monthly: number };
  /** US dollars a month, above zero where it became dearer. */
  readonly difference: number;
}

/** What became dearer and what cheaper between two estimates. */
export interface Comparison {
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  /** Only lines that differ. */
  readonly lines: readonly LineDifference[];
  /** How much of each estimate its total holds. */
  readonly totals: { readonly before: Total; readonly after: Total };
  /** What the second estimate cannot price and the first did not have. */
  readonly newlyNotPriced: readonly NotPriced[];
  /** Assumptions that are not the same: then the difference is theirs as well. */
  readonly assumptions: readonly { readonly name: string; readonly before: unknown; readonly after: unknown }[];
}

/** An estimate's items, joined where a reader need not tell them apart; in the order of the components. */
export function linesOf(items: readonly Item[]): Line[] {
  return [...linesByKey(items).values()];
}

/** The difference of two estimates, line by line. The same estimate twice has none. */
export function compare(before: Estimate, after: Estimate): Comparison {
  const linesBefore = linesByKey(before.items);
  const linesAfter = linesByKey(after.items);
  const keys = [...new Set([...linesBefore.keys(), ...linesAfter.keys()])];
  const lines = keys
    .flatMap((key) => differenceOf(linesBefore.get(key), linesAfter.get(key)))
    .sort((one, other) => components.indexOf(one.component) - components.indexOf(other.component));
  const known = new Set(before.notPriced.map(({ address, reason }) => `${address} ${reason}`));
  return {
    before: before.total,
    after: after.total,
    difference: after.total - before.total,
    lines,
    totals: { before: totalIn(before), after: totalIn(after) },
    newlyNotPriced: after.notPriced.filter(({ address, reason }) => !known.has(`${address} ${reason}`)),
    assumptions: differentAssumptions(before, after),
  };
}

/** A resource that is told apart is recognized by its address, which is the same in another environment. */
function linesByKey(items: readonly Item[]): Map<string, Line> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = JSON.stringify([item.component, item.of === undefined ? "" : item.address, item.what, item.unit]);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return new Map([...groups].flatMap(([key, group]) => lineOf(group).map((line) => [key, line])));
}

function lineOf(items: readonly Item[]): Line[] {
  const [first] = items;
  if (!first) return [];
  const { component, what, of, unit, unitPrice } = first;
  const quantity = items.reduce((sum, item) => sum + item.quantity, 0);
  const monthly = totalOf(items);
  return [
    {
      component,
      what,
      ...(of !== undefined && { of }),
      unit,
      quantity,
      unitPrice: quantity === 0 ? unitPrice : monthly / quantity,
      monthly,
      resources: new Set(items.map(({ address }) => address)).size,
    },
  ];
}

function differenceOf(before: Line | undefined, after: Line | undefined): LineDifference[] {
  const line = after ?? before;
  if (!line || (isSame(before?.monthly, after?.monthly) && isSame(before?.quantity, after?.quantity))) return [];
  const { component, what, of, unit } = line;
  return [
    {
      component,
      what,
      ...(of !== undefined && { of }),
      unit,
      ...(before && { before: { quantity: before.quantity, monthly: before.monthly } }),
      ...(after && { after: { quantity: after.quantity, monthly: after.monthly } }),
      difference: (after?.monthly ?? 0) - (before?.monthly ?? 0),
    },
  ];
}

/** The same but for what adding up in another order does to the last digits. */
function isSame(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) < 1e-9;
}

function differentAssumptions(before: Estimate, after: Estimate): Comparison["assumptions"] {
  return Object.entries(after.assumptions).flatMap(([name, value]) => {
    const known: unknown = before.assumptions[name as keyof Estimate["assumptions"]];
    return known === undefined || known === value ? [] : [{ name, before: known, after: value }];
  });
}
