import type { Estimate } from "../cost/estimate";
import type { Body, Resource } from "../cost/resource";

/** What a page about an environment is made of: its synthesized JSON, read, and what other parts of the project make of it. */
export interface DocumentedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly state: { readonly bucket: string; readonly key: string };
  readonly resources: readonly Resource[];
  readonly dataSources: readonly Pick<Resource, "address" | "type" | "body">[];
  readonly estimate: Estimate;
  /** The addresses that no destroy touches unasked, and those among them that say so themselves. */
  readonly kept: { readonly addresses: readonly string[]; readonly protecting: readonly string[] };
  /** The addresses that left the configuration and were forgotten instead of destroyed. */
  readonly forgotten: readonly string[];
}

/** A resource, or what a data source finds. */
export interface Block {
  readonly address: string;
  readonly type: string;
  /** The region that it is in; the stack's own for what a data source finds. */
  readonly region: string;
  /** Its id in the JSON, which tells where it stands in the configuration. */
  readonly name: string;
  readonly body: Body;
}
