import { readFileSync, writeFileSync } from "node:fs";

import { Command } from "commander";

import { examples } from "./command";
import { synthesize } from "./synthesize";
import type { AddressedBlock, SynthesizedStack } from "./synthesized-stack";

const file = "environments/retained.json";

type Retained = Record<string, { managed: string[]; forgotten: string[] }>;

export function retainCommand(): Command {
  return new Command("retain")
    .description(`Write down in ${file} what a plan must never destroy unasked; lines are only added.`)
    .addHelpText("after", examples("npm run retain"))
    .action(async () => {
      const stacks = await synthesize([]);
      const known = JSON.parse(readFileSync(file, "utf8")) as Retained;
      const updated = withNewAddresses(known, stacks);
      writeFileSync(file, `${JSON.stringify(updated, undefined, 2)}\n`);
      const added = count(updated) - count(known);
      process.stdout.write(added === 0 ? `${file} is complete\n` : `${added} addresses added to ${file}\n`);
    });
}

/** What is written down, and what has come to the stacks since. */
export function withNewAddresses(known: Retained, stacks: readonly SynthesizedStack[]): Retained {
  const entries = stacks.map(({ name, resources }): [string, Retained[string]] => {
    const { managed = [], forgotten = [] } = known[name] ?? {};
    return [name, { managed: [...new Set([...managed, ...irreplaceable(resources)])].sort(), forgotten }];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What `prevent_destroy` protects, and everything that it refers to: a database without its subnets cannot live. */
export function irreplaceable(resources: readonly AddressedBlock[]): string[] {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const waiting = resources.filter(
    ({ body }) => (body.lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy,
  );
  const found = new Set<string>();
  for (let resource = waiting.pop(); resource; resource = waiting.pop()) {
    if (found.has(resource.address)) continue;
    found.add(resource.address);
    for (const [reference] of JSON.stringify(resource.body).matchAll(/\b(aws|random)_\w+\.[\w-]+/g)) {
      const referred = byAddress.get(reference);
      if (referred) waiting.push(referred);
    }
  }
  return [...found].sort();
}

function count(retained: Retained): number {
  return Object.values(retained).reduce((sum, { managed }) => sum + managed.length, 0);
}
