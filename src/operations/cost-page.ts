import { readFileSync, writeFileSync } from "node:fs";

import { Command } from "commander";

import { examples } from "./command";
import { costPages, withSections } from "./costing/page";
import { synthesize } from "./synthesize";

export function costPageCommand(): Command {
  return new Command("docs:cost")
    .description(
      "Put the estimates of every environment and foundation anew into docs/cost.md, and the README's sample.",
    )
    .addHelpText("after", examples("npm run docs:cost"))
    .action(async () => {
      for (const [file, sections] of Object.entries(costPages(await synthesize([])))) {
        writeFileSync(file, withSections(readFileSync(file, "utf8"), sections));
        process.stdout.write(`${file} is up to date\n`);
      }
    });
}
