import Table from "cli-table3";

/** A table for people, without colours. Numbers stand to the right, and so do the columns named as amounts. */
export type TableOf = (
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  amounts?: readonly string[],
) => string;

/** A table as wide as its text. */
export const table: TableOf = tableWithin(Infinity);

/** A table that fits the terminal; where there is none, it may have so many columns. */
export function terminalTable(elsewhere = Infinity): TableOf {
  return tableWithin(process.stdout.isTTY ? process.stdout.columns : elsewhere);
}

/** A table of so many characters at most: its widest columns break their text until it fits. */
export function tableWithin(width: number): TableOf {
  return (head, rows, amounts = []) => {
    const isNumber = (column: number): boolean =>
      typeof rows[0]?.[column] === "number" || amounts.includes(head[column] ?? "");
    const widths = fittedWidths([head, ...rows], width - borders(head.length));
    const broken = (cells: readonly (string | number)[]): string[] =>
      cells.map((cell, column) => brokenText(String(cell), widths[column] ?? Infinity));
    const result = new Table({
      head: broken(head),
      style: { head: [], border: [], compact: true },
      colAligns: head.map((_, column) => (isNumber(column) ? "right" : "left")),
    });
    for (const row of rows) result.push(broken(row));
    return result.toString();
  };
}

/** Below this a column is no longer read. */
const narrowest = 6;

/** What lines and spaces around the cells take. */
function borders(columns: number): number {
  return 3 * columns + 1;
}

/** How wide each column is: the widest gives way first, and words break only when breaking between them is not enough. */
function fittedWidths(rows: readonly (readonly (string | number)[])[], available: number): number[] {
  const widths = widestOf(rows, /\n/);
  const words = widestOf(rows, /\s/);
  for (let excess = widths.reduce((sum, one) => sum + one, 0) - available; excess > 0; excess -= 1) {
    const column =
      widestWhere(widths, (width, index) => width > Math.max(words[index] ?? 0, narrowest)) ??
      widestWhere(widths, (width) => width > narrowest);
    if (column === undefined) break;
    widths[column] = (widths[column] ?? 0) - 1;
  }
  return widths;
}

function widestOf(rows: readonly (readonly (string | number)[])[], separator: RegExp): number[] {
  const [head = []] = rows;
  return head.map((_, column) =>
    Math.max(
      ...rows.flatMap((row) =>
        String(row[column] ?? "")
          .split(separator)
          .map((part) => part.length),
      ),
    ),
  );
}

function widestWhere(
  widths: readonly number[],
  mayGiveWay: (width: number, column: number) => boolean,
): number | undefined {
  return [...widths.keys()]
    .filter((column) => mayGiveWay(widths[column] ?? 0, column))
    .sort((one, other) => (widths[other] ?? 0) - (widths[one] ?? 0))[0];
}

/** Breaks at spaces, and inside of a word only where it is longer than a line. */
function brokenText(text: string, width: number): string {
  if (text.split("\n").every((line) => line.length <= width)) return text;
  return text.replaceAll(new RegExp(`(.{1,${width}})(?: +|$)|(.{${width}})`, "gm"), "$1$2\n").trimEnd();
}
