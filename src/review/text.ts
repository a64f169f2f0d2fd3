import { isRecord } from "../terraform-json/record";
import type { Difference } from "./change";
import { secret, type Shown, unknown } from "../terraform-json/shown";

const longest = 120;

/** A value on one line, cut where it is long. */
export function valueText(value: Shown): string {
  return cut(lineOf(value), longest);
}

/** From what to what; of long texts that begin alike the part from where they differ. */
export function differenceText({ path, from, to, forcesReplacement }: Difference): string {
  const lines = [lineOf(from), lineOf(to)] as const;
  const alike = commonStart(...lines);
  const start = alike > longest - context ? alike - context : 0;
  const [before, after] = lines.map((line) => cut(start === 0 ? line : `…${line.slice(start)}`, longest));
  return `${path}: ${before ?? ""} → ${after ?? ""}${forcesReplacement ? " (forces the replacement)" : ""}`;
}

/** How much of what is alike stands before a difference. */
const context = 40;

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** A value on one line, whole. */
export function lineOf(value: Shown): string {
  if (value === secret) return "(sensitive)";
  if (value === unknown) return "(known after apply)";
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "symbol" ? `(${inner.description ?? ""})` : inner,
  );
}

export function cut(text: string, most: number): string {
  // Not within a character of two halves.
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
}

/** The first of many lines, and how many more there are. */
export function some(lines: readonly string[], most = 20): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most), `… and ${lines.length - most} more`];
}

/** The elements of a value that is a list, else none. */
export function listOf(value: Shown): readonly Shown[] {
  return Array.isArray(value) ? (value as readonly Shown[]) : [];
}

export function recordOf(value: Shown): Readonly<Record<string, Shown>> {
  return isRecord(value) ? value : {};
}
