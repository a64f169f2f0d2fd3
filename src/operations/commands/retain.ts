import { readFileSync, writeFileSync } from "node:fs";

import { Command } from "commander";

import { examples } from "../command";
import { type Retained, retainedFile, withNewAddresses } from "../retain/retained-file";
import { synthesize } from "../synth/synthesize";

export function retainCommand(): Command {
  return new Command("retain")
    .description(`Write down in ${retainedFile} what a plan must never destroy unasked; lines are only added.`)
    .addHelpText("after", examples("npm run retain"))
    .action(async () => {
      const stacks = await synthesize([]);
      const known = JSON.parse(readFileSync(retainedFile, "utf8")) as Retained;
      const updated = withNewAddresses(known, stacks);
      writeFileSync(retainedFile, `${JSON.stringify(updated, undefined, 2)}\n`);
      const added = count(updated) - count(known);
      process.stdout.write(
        added === 0 ? `${retainedFile} is complete\n` : `${added} addresses added to ${retainedFile}\n`,
      );
    });
}

function count(retained: Retained): number {
  return Object.values(retained).reduce((sum, { managed }) => sum + managed.length, 0);
}
