import { readFileSync, writeFileSync } from "node:fs";

import { Command } from "commander";

import { examples } from "../command";
import { costPages, withSections } from "../docs/cost-page";
import { pictureFile, pictureOf } from "../docs/dashboard/stack-dashboard";
import { environmentPages } from "../docs/environment-pages";
import { environmentsIndex, environmentsIndexFile } from "../docs/environments-index";
import { ignoredPage, ignoredPageFile } from "../docs/ignored-page";
import { settingsPage, settingsPageFile } from "../docs/settings-page";
import { synthesize } from "../synth/synthesize";
import type { SynthesizedStack } from "../synth/synthesized-stack";

export function docsCommand(): Command {
  return new Command("docs")
    .description("Write every generated page and picture anew, from the synthesized JSON of all stacks.")
    .addHelpText("after", examples("npm run docs"))
    .action(async () => {
      const pages = await generatedPages(await synthesize([]));
      for (const [file, text] of pages) writeFileSync(file, text);
      process.stdout.write(`${pages.size} pages and pictures are up to date\n`);
    });
}

/** Everything that is generated for the documentation, by file. */
export async function generatedPages(stacks: readonly SynthesizedStack[]): Promise<Map<string, string>> {
  const sorted = [...stacks].sort((one, other) => (one.name < other.name ? -1 : 1));
  const environments = sorted.filter(({ isFoundation }) => !isFoundation);
  return new Map([
    [ignoredPageFile, ignoredPage(sorted)],
    [settingsPageFile, settingsPage()],
    [environmentsIndexFile, environmentsIndex(environments)],
    ...Object.entries(costPages(sorted)).map(([file, sections]): [string, string] => [
      file,
      withSections(readFileSync(file, "utf8"), sections),
    ]),
    ...environments.map((stack): [string, string] => [pictureFile(stack.name), pictureOf(stack)]),
    ...(await Promise.all(environments.map(environmentPages))).flat(),
  ]);
}
