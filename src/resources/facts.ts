import { own } from "../terraform-json/record";
import { kinds } from ".";
import type { Kind } from "./kind";
import { computing } from "./raw/computing";
import { databases } from "./raw/databases";
import { dataStores } from "./raw/data-stores";
import { others } from "./raw/others";
import type { RawProtection } from "./raw/row";
import { sharing } from "./raw/sharing";
import { rawTypes } from "./raw/types";

const facts: Readonly<Record<string, Partial<Kind>>> = {
  ...withProtections(rawTypes, [...databases, ...dataStores, ...sharing, ...computing, ...others]),
  ...kinds,
};

/** Every type that something is known of. */
export const knownTypes: readonly string[] = Object.keys(facts).sort();

/** What is known of a type: every answer for one that a construct creates, some or none for others. */
export function factsOf(type: string): Partial<Kind> {
  return own(facts, type) ?? {};
}

function withProtections(
  types: Readonly<Record<string, Partial<Kind>>>,
  rows: readonly RawProtection[],
): Record<string, Partial<Kind>> {
  const all: Record<string, Partial<Kind>> = { ...types };
  for (const { type, ...protection } of rows)
    all[type] = { ...all[type], protections: [...(all[type]?.protections ?? []), protection] };
  return all;
}
