import type { Facts, Reading } from "./facts";
import type { Cell, Pending } from "./model";
import type { ComponentId, Words } from "./words/words";

/** What everything in a report is told from. */
export interface Context {
  readonly facts: Facts;
  readonly words: Words;
}

/** One kind of thing that an environment has: its table, and what is to do about each of them. */
export interface Component<T> {
  readonly id: ComponentId;
  readonly read: (facts: Facts) => Reading<T>;
  /** Whether AWS has it. */
  readonly isThere: (item: T) => boolean;
  /** Cells by the columns that `words.components` names. */
  readonly row: (item: T, context: Context) => readonly Cell[];
  readonly pending: (item: T, context: Context) => readonly Pending[];
}

/** The items of a reading, none when it could not be read. */
export function itemsOf<T>(reading: Reading<T>): readonly T[] {
  return reading.kind === "read" ? reading.items : [];
}

/** Days between two moments, `undefined` when one of them is no time. */
export function daysBetween(from: string, to: string): number | undefined {
  const days = Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return Number.isNaN(days) ? undefined : days;
}

export function hoursBetween(from: string, to: string): number | undefined {
  const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
  return Number.isNaN(hours) ? undefined : hours;
}
