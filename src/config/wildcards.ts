/*
 * Patterns as listener rules take them: `*` stands for any characters or none, `?` for exactly one (Elastic Load
 * Balancing, `PathPatternConditionConfig` and `HostHeaderConditionConfig`).
 */

export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** A pattern in one of the ways to write it: `/a*` for `/a**`, `/a?*` for `/a*?`. */
export function normalPattern(pattern: string): string {
  return pattern.replaceAll(/[*?]+/g, (run) => run.replaceAll("*", "") + (run.includes("*") ? "*" : ""));
}

/** Whether a pattern matches all that the other one matches; a text without wildcards matches itself. */
export function covers(pattern: string, other: string): boolean {
  return matches(normalPattern(pattern), normalPattern(other), { otherHasWildcards: false });
}

/** Whether some text is matched by both patterns. */
export function overlaps(pattern: string, other: string): boolean {
  return matches(normalPattern(pattern), normalPattern(other), { otherHasWildcards: true });
}

/**
 * Where the other one's wildcards are none they are characters of their own, which only a wildcard matches: then whatever
 * they stand for is matched too.
 */
function matches(
  pattern: string,
  other: string,
  { otherHasWildcards }: { readonly otherHasWildcards: boolean },
): boolean {
  /** Whether the rest of the pattern matches each rest of the other, from the last character to the first. */
  let rests: boolean[] = [];
  for (let at = pattern.length; at >= 0; at--) {
    const row: boolean[] = [];
    for (let there = other.length; there >= 0; there--) {
      const [character, symbol] = [pattern[at], other[there]];
      const [less, shorter, both] = [rests[there] ?? false, row[there + 1] ?? false, rests[there + 1] ?? false];
      if (character === undefined && symbol === undefined) row[there] = true;
      else if (character === "*" || (otherHasWildcards && symbol === "*")) row[there] = less || shorter;
      else if (symbol === "*") row[there] = false;
      else row[there] = both && isMatch(character, symbol, otherHasWildcards);
    }
    rests = row;
  }
  return rests[0] ?? false;
}

function isMatch(character: string | undefined, symbol: string | undefined, otherHasWildcards: boolean): boolean {
  return character === symbol || character === "?" || (otherHasWildcards && symbol === "?");
}
