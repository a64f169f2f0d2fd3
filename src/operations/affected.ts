import { isDeepStrictEqual } from "node:util";

import { Command } from "commander";

import { examples } from "./command";
import { stacksAt } from "./revision";
import { synthesize } from "./synthesize";
import type { SynthesizedStack } from "./synthesized-stack";

export function affectedCommand(): Command {
  return new Command("affected")
    .description(
      "List the stacks whose synthesized JSON differs from another revision's: the ones that need a plan. Other files may change as they like.",
    )
    .argument("<revision>", 'what to compare with, as in "origin/main"')
    .option("--json", "print a JSON array")
    .addHelpText("after", examples("npm run affected -- origin/main", "npm run affected -- HEAD~1 --json"))
    .action(async (revision: string, { json }: { readonly json?: true }) => {
      const [before, after] = [await stacksAt(revision), await synthesize([])];
      const names = affectedStacks(before, after);
      process.stdout.write(json ? `${JSON.stringify(names)}\n` : names.map((name) => `${name}\n`).join(""));
    });
}

/** The stacks that exist now and have changed, or are new. One that is gone has nothing to plan with. */
export function affectedStacks(before: readonly SynthesizedStack[], after: readonly SynthesizedStack[]): string[] {
  const earlier = new Map(before.map(({ name, json }) => [name, json]));
  return after.filter(({ name, json }) => !isDeepStrictEqual(json, earlier.get(name))).map(({ name }) => name);
}
