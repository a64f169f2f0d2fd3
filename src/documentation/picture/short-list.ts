/** The first few of many, and how many more there are. */
export function shortList(all: readonly string[], most: number): string[] {
  if (all.length <= most) return [...all];
  return [...all.slice(0, most - 1), `and ${all.length - most + 1} more`];
}
