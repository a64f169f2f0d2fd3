import { factsOf } from "../resources/facts";
import type { Importable } from "../resources/kind";
import { own } from "../terraform-json/record";

/** How a type is recognized and imported; `undefined` for one that never is. */
export function importable(type: string): Importable | undefined {
  const known = factsOf(type).import;
  return known && "by" in known ? known : undefined;
}

/** Why a resource is not imported even though it may exist, and what happens instead; `undefined` for all others. */
export function notImportable(type: string, body: unknown): string | undefined {
  const { import: known, writeOnly } = factsOf(type);
  if (known && "never" in known) return known.never;
  return writeOnly && own(body, writeOnly) !== undefined ? known?.unlessWriteOnly : undefined;
}
