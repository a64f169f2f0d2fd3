import Table from "cli-table3";

/** A table for people, without colours. Numbers stand to the right, and so do the columns named as amounts. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  amounts: readonly string[] = [],
): string {
  const isNumber = (column: number): boolean =>
    typeof rows[0]?.[column] === "number" || amounts.includes(head[column] ?? "");
  const result = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, column) => (isNumber(column) ? "right" : "left")),
  });
  for (const row of rows) result.push([...row]);
  return result.toString();
}
