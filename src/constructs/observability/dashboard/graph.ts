import type { MetricId } from "../metric";
import type { Widget } from "./widget";

/** A metric with the statistic that is shown of it. */
export interface Measured extends MetricId {
  /** As in `Sum`, `Average` or `p95`. */
  readonly stat: string;
}

/** One line of a graph: what its metrics come to, by a formula over their ids (CloudWatch, "Using metric math"). */
export interface Line {
  readonly label: string;
  readonly metrics: readonly Measured[];
  /** @default the only metric, as it is */
  readonly formula?: (ids: readonly string[]) => string;
}

/** A height that the reader should see, such as a limit. */
export interface Mark {
  readonly label: string;
  readonly value: number;
}

export interface GraphProps {
  readonly title: string;
  readonly region: string;
  readonly lines: readonly Line[];
  /** What stands at the vertical axis, with its bounds. @default nothing, from 0 */
  readonly axis?: { readonly label?: string; readonly max?: number };
  /** @default none */
  readonly marks?: readonly Mark[];
  /** Whether lines stand beside one another or on top of one another. @default "lines" */
  readonly view?: "lines" | "stacked" | "numbers";
}

/** A graph of metrics over time. */
export function graph({ title, region, lines, axis = {}, marks = [], view = "lines" }: GraphProps): Widget {
  let taken = 0;
  const metrics = lines.flatMap((line) => {
    const first = taken;
    taken += line.metrics.length;
    return renderLine(line, first);
  });
  return {
    type: "metric",
    height: 6,
    properties: {
      title,
      region,
      view: view === "numbers" ? "singleValue" : "timeSeries",
      stacked: view === "stacked",
      metrics,
      ...(view === "numbers" ? { sparkline: true } : { yAxis: { left: { min: 0, ...axis } } }),
      ...(marks.length > 0 && { annotations: { horizontal: marks } }),
    },
  };
}

type Rendered = (string | Readonly<Record<string, unknown>>)[];

function renderLine({ label, metrics, formula }: Line, first: number): Rendered[] {
  const ids = metrics.map((_, index) => `m${first + index}`);
  const expression = formula?.(ids);
  const operands = metrics.map(({ namespace, name, dimensions, stat }, index) => [
    namespace,
    name,
    ...Object.entries(dimensions).flat(),
    expression === undefined ? { id: ids[index], stat, label } : { id: ids[index], stat, visible: false },
  ]);
  return expression === undefined ? operands : [[{ id: `e${first}`, expression, label }], ...operands];
}

/** The sum of several metrics, of which some may have nothing to tell. */
export function sum(ids: readonly string[]): string {
  const [only] = ids;
  return ids.length === 1 && only !== undefined ? only : `SUM([${ids.join(",")}])`;
}

/** The same, where nothing means zero: errors are counted only when there are some. */
export function sumOrZero(ids: readonly string[]): string {
  return sum(ids.map((id) => `FILL(${id},0)`));
}

/** What a sum comes to in a minute, over whatever period the dashboard shows. */
export function perMinute(ids: readonly string[], total: (ids: readonly string[]) => string = sum): string {
  return `${total(ids)}/(PERIOD(${ids[0] ?? ""})/60)`;
}
