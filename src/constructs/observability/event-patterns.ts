/** Characters of an event pattern (Amazon EventBridge, "Quotas"), less what stands around the names, an ARN included. */
const charactersOfNames = 2048 - 600;

/** The same names in their order, in as few patterns as EventBridge takes. */
export function inPatterns(names: readonly string[]): string[][] {
  const patterns: string[][] = [];
  let characters = 0;
  for (const name of names) {
    const length = JSON.stringify([name]).length;
    const last = patterns.at(-1);
    if (last && characters + length <= charactersOfNames) {
      last.push(name);
      characters += length;
    } else {
      patterns.push([name]);
      characters = length;
    }
  }
  return patterns;
}

/** The first of several keeps the plain name, so that it stays when others come. */
export function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}
