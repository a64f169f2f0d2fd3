import { isDeepStrictEqual } from "node:util";

import { Command, Option } from "commander";

import { examples } from "../command";
import { workflowMatrix } from "../affected/workflow-matrix";
import { stacksAt } from "../synth/git-revision";
import { synthesize } from "../synth/synthesize";
import type { SynthesizedStack } from "../synth/synthesized-stack";

const formats = ["names", "json", "matrix", "unplanned"] as const;
type Format = (typeof formats)[number];

export function affectedCommand(): Command {
  return new Command("affected")
    .description(
      "List the stacks whose synthesized JSON differs from another revision's: the ones that need a plan. Other files may change as they like.",
    )
    .argument(
      "[revision]",
      'what to compare with, as in "origin/main" (default: nothing, so that every stack is listed)',
    )
    .addOption(
      new Option(
        "--format <format>",
        "names a line, a JSON array of them, the matrix of a GitHub workflow, or in a line those that it leaves out, since their account has no workflows",
      )
        .choices(formats)
        .default("names"),
    )
    .addHelpText("after", examples("npm run affected -- origin/main", "npm run -s affected -- HEAD~1 --format matrix"))
    .action(async (revision: string | undefined, { format }: { readonly format: Format }) => {
      const before = revision === undefined ? [] : await stacksAt(revision);
      const all = await synthesize([]);
      process.stdout.write(formatted(all, affectedStacks(before, all), format));
    });
}

/** The stacks that exist now and have changed, or are new. One that is gone has nothing to plan with. */
export function affectedStacks(
  before: readonly SynthesizedStack[],
  after: readonly SynthesizedStack[],
): SynthesizedStack[] {
  const earlier = new Map(before.map(({ name, json }) => [name, json]));
  return after.filter(({ name, json }) => !isDeepStrictEqual(json, earlier.get(name)));
}

export function formatted(
  all: readonly SynthesizedStack[],
  affected: readonly SynthesizedStack[],
  format: Format,
): string {
  const names = affected.map(({ name }) => name);
  switch (format) {
    case "names":
      return names.map((name) => `${name}\n`).join("");
    case "json":
      return `${JSON.stringify(names)}\n`;
    case "matrix":
      return `${JSON.stringify(workflowMatrix(all, affected))}\n`;
    case "unplanned": {
      const planned = new Set(workflowMatrix(all, affected).include.map(({ stack }) => stack));
      return `${names.filter((name) => !planned.has(name)).join(", ")}\n`;
    }
  }
}
