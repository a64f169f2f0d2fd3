import type { Blocks } from "../../terraform-json/blocks";
import { own } from "../../terraform-json/record";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Block } from "../../terraform-json/block";

/** What a plan must never destroy unasked, by stack. */
export const retainedFile = "environments/retained.json";

export type Retained = Record<string, { managed: string[]; forgotten: string[] }>;

/** What is written down, and what has come to the stacks since. A stack that is no longer listed may still have its state. */
export function withNewAddresses(known: Retained, stacks: readonly SynthesizedStack[]): Retained {
  const entries = stacks.map(({ name, blocks }): [string, Retained[string]] => {
    const { managed = [], forgotten = [] } = known[name] ?? {};
    return [name, { managed: [...new Set([...managed, ...irreplaceable(blocks)])].sort(), forgotten }];
  });
  const all = Object.entries({ ...known, ...Object.fromEntries(entries) });
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What `prevent_destroy` protects, and everything that it refers to: a database without its subnets cannot live. */
function irreplaceable(blocks: Blocks): string[] {
  return addressesWithDependencies(blocks, ({ body }) => own(body.lifecycle, "prevent_destroy") === true);
}

/** The addresses of the resources of a kind and of every resource that they refer to, sorted. */
export function addressesWithDependencies(blocks: Blocks, isOne: (resource: Block) => boolean): string[] {
  const found = blocks.withDependencies(blocks.resources.filter(isOne));
  return found.map(({ address }) => address).sort();
}
