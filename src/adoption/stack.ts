import type { Block } from "../terraform-json/block";
import type { Attributes } from "./exported-resource";

/** What resources are to be adopted into. */
export interface Stack {
  readonly account: string;
  readonly region: string;
  readonly resources: readonly Block[];
  /** What its data sources have read, by address. */
  readonly data: ReadonlyMap<string, Attributes>;
}
