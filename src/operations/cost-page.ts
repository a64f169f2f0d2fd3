import { readFileSync, writeFileSync } from "node:fs";

import { Command } from "commander";

import { examples } from "./command";
import { costSections, withSections } from "./costing/page";
import { synthesize } from "./synthesize";

const file = "docs/cost.md";

export function costPageCommand(): Command {
  return new Command("docs:cost")
    .description(`Put the estimates of every environment and foundation anew into ${file}.`)
    .addHelpText("after", examples("npm run docs:cost"))
    .action(async () => {
      const page = readFileSync(file, "utf8");
      writeFileSync(file, withSections(page, costSections(await synthesize([]))));
      process.stdout.write(`${file} is up to date\n`);
    });
}
