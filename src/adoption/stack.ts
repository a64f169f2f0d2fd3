import type { Attributes } from "./exported-resource";

/** A resource of the synthesized JSON. */
export interface StackResource {
  readonly address: string;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Where its provider puts it. */
  readonly region: string;
}

/** What resources are to be adopted into. */
export interface Stack {
  readonly account: string;
  readonly region: string;
  readonly resources: readonly StackResource[];
  /** What its data sources have read, by address. */
  readonly data: ReadonlyMap<string, Attributes>;
}
