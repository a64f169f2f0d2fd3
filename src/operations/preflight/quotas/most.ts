/** How often the most frequent of them is there. */
export function most(all: readonly unknown[]): number {
  const counts = new Map<unknown, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
