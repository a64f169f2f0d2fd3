import { type Assumption, assumptionsSchema } from "../../cost/assumptions";
import { type Comparison, linesOf } from "../../cost/compare";
import type { NotPriced } from "../../cost/estimate";
import { components } from "../../cost/rules/rule";
import { dollars, priceText, quantityText, signed } from "../../cost/amounts";
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
export function bill({ items, total }: Pick<NamedEstimate, "items" | "total">, tableOf: TableOf = table): string {
  const lines = linesOf(items);
  const rows = components.flatMap((component) => {
    const own = lines.filter((line) => line.component === component);
    if (own.length === 0) return [];
    const subtotal = own.reduce((sum, { monthly }) => sum + monthly, 0);
    return [
      ...own.map(({ what, of, quantity, unit, unitPrice, monthly }, index) => [
        index === 0 ? component : "",
        named(what, of),
        quantityText(quantity),
        unit,
        priceText(unitPrice),
        dollars(monthly),
      ]),
      ["", `${component}, together`, "", "", "", dollars(subtotal)],
    ];
  });
  return tableOf(
    ["part", "what", "quantity", "unit", "price", "a month"],
    [...rows, ["total", "", "", "", "", dollars(total)]],
    ["quantity", "price", "a month"],
  );
}

function assumptions(estimate: NamedEstimate, tableOf: TableOf): string {
  const rows = Object.entries(estimate.assumptions).map(([name, value]) => [
    name,
    typeof value === "number" ? quantityText(value) : value,
    assumptionsSchema.shape[name as Assumption].description ?? "",
  ]);
  return `It assumes (--set name=value, or --assume file.json, says otherwise):\n${tableOf(["assumption", "value", "what it is"], rows, ["value"])}`;
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

function summary({ items, free, total, environment }: NamedEstimate): string {
  const priced = new Set(items.map(({ address }) => address)).size;
  const unpaid = free.reduce((sum, { count }) => sum + count, 0);
  return `${environment} costs about ${dollars(total)} dollars a month: ${priced} resources are priced, ${unpaid} are free.`;
}

/** The warning about what the total leaves out; nothing when it leaves out nothing. */
export function notPricedReport(notPriced: readonly NotPriced[], tableOf: TableOf = table): string[] {
  if (notPriced.length === 0) return [];
  const rows = notPriced.map(({ address, reason }) => [address, reason]);
  return [
    tableOf(["not priced", "why"], rows),
    `WARNING: the total is incomplete: ${notPriced.length} ${notPriced.length === 1 ? "item is" : "items are"} not priced.`,
  ];
}

/** What differs between two estimates, with its sign. */
export function comparisonReport(
  before: string,
  after: string,
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
  const total = [
    "total",
    "",
    "",
    "",
    "",
    dollars(comparison.before),
    dollars(comparison.after),
    signed(comparison.difference),
  ];
  const amounts = ["quantity before", "quantity after", "before", "after", "difference"];
  const differing = comparison.assumptions.map(
    ({ name, before: one, after: other }) => `${name}: ${String(one)} before, ${String(other)} after`,
  );
  return [
    `From ${before} to ${after}: a month in US dollars`,
    tableOf(
      ["part", "what", "quantity before", "quantity after", "unit", "before", "after", "difference"],
      [...rows, total],
      amounts,
    ),
    ...(rows.length === 0 ? ["Nothing differs."] : []),
    ...(differing.length > 0 ? [`The assumptions are not the same:\n  ${differing.join("\n  ")}`] : []),
    ...notPricedReport(comparison.newlyNotPriced, tableOf),
  ].join("\n\n");
}

function named(what: string, of: string | undefined): string {
  return of === undefined ? what : `${of}: ${what}`;
}
