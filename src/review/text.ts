import type { Difference } from "./change";
import { isRecord, secret, type Shown, unknown } from "./masks";

const longest = 120;

/** A value on one line, cut where it is long. */
export function valueText(value: Shown): string {
  if (value === secret) return "(sensitive)";
  if (value === unknown) return "(known after apply)";
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return cut(JSON.stringify(value));
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return cut(JSON.stringify(value, (_, inner: unknown) => (typeof inner === "symbol" ? inner.description : inner)));
}

export function differenceText({ path, from, to, forcesReplacement }: Difference): string {
  return `${path}: ${valueText(from)} → ${valueText(to)}${forcesReplacement ? " (forces the replacement)" : ""}`;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** The elements of a value that is a list, else none. */
export function listOf(value: Shown): readonly Shown[] {
  return Array.isArray(value) ? (value as readonly Shown[]) : [];
}

export function recordOf(value: Shown): Readonly<Record<string, Shown>> {
  return isRecord(value) ? value : {};
}
