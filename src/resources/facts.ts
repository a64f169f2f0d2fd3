import { own } from "../terraform-json/record";
import { kinds } from ".";
import type { Kind } from "./kind";
import { rawTypes } from "./raw-types";

const facts: Readonly<Record<string, Partial<Kind>>> = { ...rawTypes, ...kinds };

/** Every type that something is known of. */
export const knownTypes: readonly string[] = Object.keys(facts).sort();

/** What is known of a type: every answer for one that a construct creates, some or none for others. */
export function factsOf(type: string): Partial<Kind> {
  return own(facts, type) ?? {};
}
