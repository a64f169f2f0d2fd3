/** A table in Markdown, padded as Prettier pads it. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  amounts: readonly string[] = [],
): string {
  const widths = head.map((name, column) => Math.max(3, name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const isAmount = head.map((name) => amounts.includes(name));
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const padded = (row: readonly string[]): string =>
    line(
      widths.map(
        (width, column) => (isAmount[column] ? row[column]?.padStart(width) : row[column]?.padEnd(width)) ?? "",
      ),
    );
  const rule = line(
    widths.map((width, column) => (isAmount[column] ? `${"-".repeat(width - 1)}:` : "-".repeat(width))),
  );
  return [padded(head), rule, ...rows.map(padded)].join("\n");
}
