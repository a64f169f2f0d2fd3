import type { Blocks } from "../terraform-json/blocks";

/** What a page about an environment is made of: its synthesized JSON, read, and what other parts of the project make of it. */
export interface DocumentedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly state: { readonly bucket: string; readonly key: string };
  readonly blocks: Blocks;
  /** What a month costs, in a line and in a section, as Markdown. */
  readonly cost: { readonly month: string; readonly section: string };
  /** The addresses that no destroy touches unasked, and those among them that say so themselves. */
  readonly kept: { readonly addresses: readonly string[]; readonly protecting: readonly string[] };
  /** The addresses that left the configuration and were forgotten instead of destroyed. */
  readonly forgotten: readonly string[];
}
