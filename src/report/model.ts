import type { ApiUsage } from "./facts";

export type Severity = "critical" | "warning" | "info";

/** The most critical first. */
export const severities: readonly Severity[] = ["critical", "warning", "info"];

/** How an environment is, in one word. */
export type Verdict = "absent" | "deploying" | "critical" | "attention" | "well";

export type Tone = "good" | "warning" | "critical" | "quiet";

export type Cell =
  | { readonly kind: "text" | "code" | "number"; readonly text: string }
  | { readonly kind: "status"; readonly text: string; readonly tone: Tone };

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** How many rows, from the first, have something pending. @default every row */
  readonly withPending?: number;
}

/** Something that is still to do, with what does it. */
export interface Pending {
  readonly severity: Severity;
  /** Name of what it is about. */
  readonly subject: string;
  readonly text: string;
  /** The command that resolves it, or shows what resolves it. */
  readonly command: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** How many of it are healthy, in words. */
  readonly state: { readonly text: string; readonly tone: Tone };
  readonly content:
    { readonly kind: "table"; readonly table: Table } | { readonly kind: "note"; readonly text: string };
}

/** A number that a reader wants to see first. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly tone: Tone;
}

export interface UsefulCommand {
  readonly text: string;
  readonly command: string;
}

/** A whole report in one language, without a form yet. */
export interface Report {
  readonly environment: string;
  readonly accountId: string;
  readonly region: string;
  readonly readAt: string;
  readonly verdict: Verdict;
  readonly headline: string;
  readonly summary: readonly string[];
  readonly figures: readonly Figure[];
  readonly pending: readonly Pending[];
  readonly totals: Table;
  /** The components that could not be read, by their titles. */
  readonly unread: readonly string[];
  readonly sections: readonly Section[];
  readonly commands: readonly UsefulCommand[];
  readonly dashboard: string | undefined;
  readonly effort: ApiUsage;
}

export const text = (value: string): Cell => ({ kind: "text", text: value });
export const code = (value: string): Cell => ({ kind: "code", text: value });
export const number = (value: number): Cell => ({ kind: "number", text: String(value) });
export const status = (tone: Tone, value: string): Cell => ({ kind: "status", tone, text: value });
export const nothing: Cell = { kind: "text", text: "–" };

/** Whether a program should take notice: 2 when something critical is open, 1 when that cannot be known of everything. */
export function exitCodeOf({ pending, unread }: Report): 0 | 1 | 2 {
  if (pending.some(({ severity }) => severity === "critical")) return 2;
  return unread.length > 0 ? 1 : 0;
}
