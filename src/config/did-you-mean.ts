import { closest, distance } from "fastest-levenshtein";

/** `; did you mean "…"?` for the known name that a mistyped one resembles, or an empty string when none does. */
export function didYouMean(mistyped: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const candidate = closest(mistyped, known);
  return distance(mistyped, candidate) <= Math.max(2, mistyped.length / 3) ? `; did you mean "${candidate}"?` : "";
}
