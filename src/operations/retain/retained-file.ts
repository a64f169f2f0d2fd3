import { addressesIn } from "../../terraform-json/references";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Block } from "../../terraform-json/block";

/** What a plan must never destroy unasked, by stack. */
export const retainedFile = "environments/retained.json";

export type Retained = Record<string, { managed: string[]; forgotten: string[] }>;

/** What is written down, and what has come to the stacks since. A stack that is no longer listed may still have its state. */
export function withNewAddresses(known: Retained, stacks: readonly SynthesizedStack[]): Retained {
  const entries = stacks.map(({ name, resources }): [string, Retained[string]] => {
    const { managed = [], forgotten = [] } = known[name] ?? {};
    return [name, { managed: [...new Set([...managed, ...irreplaceable(resources)])].sort(), forgotten }];
  });
  const all = Object.entries({ ...known, ...Object.fromEntries(entries) });
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What `prevent_destroy` protects, and everything that it refers to: a database without its subnets cannot live. */
function irreplaceable(resources: readonly Block[]): string[] {
  const isProtected = ({ body }: Block): boolean =>
    (body.lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy === true;
  return withWhatTheyNeed(resources, resources.filter(isProtected));
}

/** The addresses of some resources and of everything that they refer to, sorted. */
export function withWhatTheyNeed(resources: readonly Block[], some: readonly Block[]): string[] {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const waiting = [...some];
  const found = new Set<string>();
  for (let resource = waiting.pop(); resource; resource = waiting.pop()) {
    if (found.has(resource.address)) continue;
    found.add(resource.address);
    for (const reference of addressesIn(resource.body)) {
      const referred = byAddress.get(reference);
      if (referred) waiting.push(referred);
    }
  }
  return [...found].sort();
}
