import { type Assumption, assumptionsSchema } from "../../cost/assumptions";
import { type Comparison, linesOf } from "../../cost/compare";
import { type NotPriced, totalOf } from "../../cost/estimate";
import { type Component, components } from "../../cost/rules/rule";
import { dollars, priceText, quantityText, signed } from "../../cost/amounts";
import { isUnknown, itemsNotPriced, regionAdvice, type Total, totalIn, totalText } from "../../cost/total";
import type { IgnoredChange } from "../../terraform/ignored-changes";
import { type TableOf, table } from "../table";
import type { NamedEstimate } from "./saved";

/** An estimate as people read it: the bill, what it rests on, what it leaves out, and what would be cheaper. */
export function estimateReport(estimate: NamedEstimate, tableOf: TableOf = table): string {
  return [
    `${estimate.environment}: a month in US dollars, by list prices checked on ${estimate.prices.checked}`,
    bill(estimate, tableOf),
    assumptions(estimate, tableOf),
    ...hints(estimate),
    summary(estimate),
    ...notPricedReport(estimate.notPriced, tableOf),
  ].join("\n\n");
}

/** The items, joined where they are the same but for the resource. */
export function bill(estimate: NamedEstimate, tableOf: TableOf = table): string {
  const lines = linesOf(estimate.items);
  const rows = components.flatMap((component) => {
    const own = lines.filter((line) => line.component === component);
    if (own.length === 0) return [];
    return [
      ...own.map(({ what, of, quantity, unit, unitPrice, monthly }, index) => [
        index === 0 ? component : "",
        named(what, of),
        quantityText(quantity),
        unit,
        priceText(unitPrice),
        dollars(monthly),
      ]),
      ["", `${component}, together`, "", "", "", totalText(totalOfPart(component, estimate))],
    ];
  });
  return tableOf(
    ["part", "what", "quantity", "unit", "price", "a month"],
    [...rows, ["total", "", "", "", "", totalText(totalIn(estimate))]],
    ["quantity", "price", "a month"],
  );
}

/** What a month of one part of the bill costs. */
export function totalOfPart(component: Component, { items, notPriced }: NamedEstimate): Total {
  const isOwn = (one: { readonly component?: Component }): boolean => one.component === component;
  const own = items.filter(isOwn);
  return { total: totalOf(own), priced: own.length, notPriced: notPriced.filter(isOwn).length };
}

function assumptions(estimate: NamedEstimate, tableOf: TableOf): string {
  const rows = Object.entries(estimate.assumptions).map(([name, value]) => [
    name,
    typeof value === "number" ? quantityText(value) : value,
    assumptionsSchema.shape[name as Assumption].description ?? "",
  ]);
  return `It assumes (change with --set name=value or --assume file.json):\n${tableOf(["assumption", "value", "what it is"], rows, ["value"])}`;
}

function hints(estimate: NamedEstimate): string[] {
  return estimate.hints.map(({ title, difference, breakEvenGb, text }) => {
    if (difference === undefined) return `${title}: ${text}.`;
    const verdict = `${difference < 0 ? "saves" : "adds"} ${dollars(Math.abs(difference))} a month`;
    const from =
      breakEvenGb === undefined ? "" : `; they pay from ${quantityText(Math.ceil(breakEvenGb))} GB a month on`;
    return `${title}: ${verdict} (${text})${from}.`;
  });
}

function summary(estimate: NamedEstimate): string {
  const { items, free, notPriced, environment } = estimate;
  const priced = new Set(items.map(({ address }) => address)).size;
  const unpaid = free.reduce((sum, { count }) => sum + count, 0);
  const total = totalIn(estimate);
  const left = notPriced.length > 0 ? ` ${itemsNotPriced(notPriced.length)},` : "";
  const counts = `${priced} resources are priced,${left} ${unpaid} are free.`;
  return isUnknown(total)
    ? `${environment} is not priced: ${counts}`
    : `${environment} costs ${totalText(total, "about ")} dollars a month: ${counts}`;
}

/** The warning about what the total leaves out; nothing when it leaves out nothing. */
export function notPricedReport(notPriced: readonly NotPriced[], tableOf: TableOf = table): string[] {
  if (notPriced.length === 0) return [];
  return [
    ...notPricedReasons(notPriced, tableOf),
    `WARNING: the total is incomplete: ${itemsNotPriced(notPriced.length)}.`,
  ];
}

/** Why each is not priced; of a region without any prices that is said once. */
function notPricedReasons(notPriced: readonly NotPriced[], tableOf: TableOf): string[] {
  const rows = notPriced
    .filter(({ unknownRegion }) => unknownRegion === undefined)
    .map(({ address, reason }) => [address, reason]);
  return [...(rows.length > 0 ? [tableOf(["not priced", "why"], rows)] : []), ...regionAdvice(notPriced)];
}

/** What differs between two estimates, with its sign. */
export function comparisonReport(
  nameBefore: string,
  nameAfter: string,
  comparison: Comparison,
  tableOf: TableOf = table,
): string {
  const rows = comparison.lines.map((line) => [
    line.component,
    named(line.what, line.of),
    line.before ? quantityText(line.before.quantity) : "–",
    line.after ? quantityText(line.after.quantity) : "–",
    line.unit,
    line.before ? dollars(line.before.monthly) : "–",
    line.after ? dollars(line.after.monthly) : "–",
    signed(line.difference),
  ]);
  const { before, after } = comparison.totals;
  const isComplete = before.notPriced + after.notPriced === 0;
  const total = [
    "total",
    "",
    "",
    "",
    "",
    totalText(before),
    totalText(after),
    isUnknown(before) || isUnknown(after) ? "not priced" : signed(comparison.difference),
  ];
  const amounts = ["quantity before", "quantity after", "before", "after", "difference"];
  const differing = comparison.assumptions.map(
    ({ name, before: one, after: other }) => `${name}: ${String(one)} before, ${String(other)} after`,
  );
  return [
    `From ${nameBefore} to ${nameAfter}: a month in US dollars`,
    tableOf(
      ["part", "what", "quantity before", "quantity after", "unit", "before", "after", "difference"],
      [...rows, total],
      amounts,
    ),
    ...(rows.length === 0 ? [isComplete ? "Nothing differs." : "Nothing differs of what is priced."] : []),
    ...(differing.length > 0 ? [`The assumptions are not the same:\n  ${differing.join("\n  ")}`] : []),
    ...notPricedReasons(comparison.newlyNotPriced, tableOf),
    ...(isComplete
      ? []
      : [
          `WARNING: the totals are incomplete: items not priced: ${before.notPriced} before, ${after.notPriced} after.`,
        ]),
  ].join("\n\n");
}

/** What a comparison leaves out, since it stays as it was; nothing when it leaves out nothing. */
export function ignoredReport(ignored: readonly IgnoredChange[]): string[] {
  if (ignored.length === 0) return [];
  const lines = ignored.map(({ address, attribute, owner = "ignored" }) => `${address}: ${attribute} (${owner})`);
  return [`Changed in the configuration, applied by no deploy and left out:\n  ${lines.join("\n  ")}`];
}

function named(what: string, of: string | undefined): string {
  return of === undefined ? what : `${of}: ${what}`;
}
