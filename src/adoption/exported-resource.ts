import { isRecord } from "../terraform-json/record";

/** What an export knows of one resource; what is marked secret is not in it. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A resource that exists, as another tool's export tells of it. */
export interface ExportedResource {
  /** What a person finds it by in the other tool. */
  readonly label: string;
  /** As the other tool calls it: `aws:ecs/cluster:Cluster`, or Terraform's own name of it. */
  readonly foreignType: string;
  /** Terraform's type; `undefined` when it is none that a stack here could have. */
  readonly type: string | undefined;
  /** With the names that Terraform's provider gives them. */
  readonly attributes: Attributes;
}

/** Another tool's whole export. */
export interface Export {
  readonly tool: "Pulumi" | "Terraform";
  /** What it is an export of, in words. */
  readonly title: string;
  readonly found: readonly ExportedResource[];
  /** How many of its entries are nothing that could be taken over, by what they are. */
  readonly ignored: Readonly<Record<string, number>>;
  /** Texts that are marked secret: none of them may stand in anything that is printed. */
  readonly secrets: ReadonlySet<string>;
}

/** An export that cannot be read; the message says why and what to do. */
export class ExportError extends Error {}

/** Counts by kind, in the order in which the kinds are first met. */
export class Tally {
  private readonly counts = new Map<string, number>();

  public add(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  public get all(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort());
  }
}

/** Every text and number in a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
