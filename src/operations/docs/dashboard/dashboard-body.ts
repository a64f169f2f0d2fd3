/** What a dashboard's JSON says, as far as a picture shows it. */
export interface DashboardBody {
  readonly widgets: readonly DrawnWidget[];
}

export interface DrawnWidget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly stacked?: boolean;
    readonly metrics?: readonly (readonly (string | Readonly<Record<string, unknown>>)[])[];
    readonly annotations?: { readonly horizontal?: readonly { readonly label: string; readonly value: number }[] };
    readonly alarms?: readonly string[];
  };
}

/** One line of a graph: what it is called, and the metrics that it is made of. */
export interface LegendEntry {
  readonly label: string;
  readonly metrics: readonly string[];
}

/** What a graph shows; metrics that only feed a formula stand with the formula. */
export function legendOf({ metrics = [] }: DrawnWidget["properties"]): LegendEntry[] {
  const read = metrics.map((entry) => {
    const options = entry.find((part) => typeof part === "object") ?? {};
    return { name: typeof entry[1] === "string" ? entry[1] : "", options };
  });
  const byId = new Map(read.map(({ name, options }) => [options.id, name]));
  return read
    .filter(({ options }) => options.visible !== false)
    .map(({ name, options }) => {
      const operands = textOf(options.expression).match(/\bm\d+\b/g) ?? [];
      const names = operands.length > 0 ? operands.map((id) => byId.get(id) ?? id) : [name];
      return { label: textOf(options.label), metrics: [...new Set(names)] };
    });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
