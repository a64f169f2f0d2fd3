import { Command, Option } from "commander";

import { type Adoption, adoption, exitCodeOf } from "../../adoption/adoption";
import { type Export, ExportError } from "../../adoption/exported-resource";
import { adoptionJson } from "../../adoption/json";
import { markdown } from "../../adoption/markdown";
import { match, type Outcome } from "../../adoption/match";
import { checkOrigin } from "../../adoption/origin";
import { readExport } from "../../adoption/read-export";
import { terminalText } from "../../adoption/terminal";
import { instanceAddresses } from "../../terraform-json/state";
import { loadStack } from "../adopt/load-stack";
import { keptImports, withImports } from "../adopt/imports-file";
import { keepingValues } from "../adopt/kept-values";
import { rulesInAws } from "../adopt/security-group-rules";
import { collect, examples } from "../command";
import { Failure } from "../failure";
import { writeResult } from "../files";
import { applyPlan } from "../apply/apply-plan";
import { judge } from "../review/review-plan";
import { readInput, withPlan } from "../plan/plan-json";
import { synthesizeOne } from "../synth/synthesize";
import { Terraform } from "../terraform/terraform";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { lockTimeoutOption, parallelismOption, type TerraformOptions } from "../terraform/options";

interface Options extends TerraformOptions {
  readonly apply?: true;
  readonly acknowledge: readonly string[];
  readonly format: keyof typeof formats;
  readonly json?: true;
  readonly out?: string;
}

const formats = {
  terminal: (result: Adoption) => `${terminalText(result)}\n`,
  markdown,
  json: adoptionJson,
};

export function adoptCommand(): Command {
  return new Command("adopt")
    .description(
      "Bring what another tool made under this project without making it anew: plan the import of what an export and the environment have in common, and apply it when told to. Exit code 0: nothing to do or applied, 2: changes, 3: refused, 1: error.",
    )
    .argument("<environment>")
    .argument("<export>", 'what "pulumi stack export" or "terraform state pull" printed; "-" is standard input')
    .option("--apply", "apply the plan, unless it is refused")
    .option(
      "--acknowledge <address>",
      "do not refuse the plan for what it does to this address; may be repeated",
      collect,
      [],
    )
    .addOption(new Option("--format <format>", "how to write it").choices(Object.keys(formats)).default("terminal"))
    .option("--json", "the same as --format json")
    .option("--out <file>", "write it there instead of to standard output")
    .addOption(parallelismOption())
    .addOption(lockTimeoutOption())
    .addHelpText(
      "after",
      examples(
        "npm run adopt -- twiggy-nonprod nonprod.json",
        "npm run adopt -- twiggy-nonprod nonprod.json --apply",
        "pulumi stack export | npm run -s adopt -- twiggy-nonprod - --format markdown",
      ),
    )
    .action(async (environment: string, file: string, options: Options) => {
      const source = await exportFrom(file);
      const stack = await synthesizeOne(environment);
      await adopt(stack, source, options);
    });
}

async function adopt(stack: SynthesizedStack, exported: Export, options: Options): Promise<void> {
  const { lockTimeout, acknowledge: acknowledged } = options;
  asFailure(() => {
    checkOrigin(exported, stack.name, { account: stack.accountId, region: stack.region });
  });
  const described = await loadStack(stack, lockTimeout);
  const managed = new Set(instanceAddresses(await new Terraform(stack).pullState()));
  const first = match(described, exported.found, managed);
  const source = { ...exported, found: [...exported.found, ...(await rulesInAws(first, stack.region))] };
  const outcomes = match(described, source.found, managed);
  checkAnything(outcomes, source, stack);
  await withImports(stack, outcomes, () =>
    withPlan(stack, { lockTimeout, adopts: true }, async (plan) => {
      const result = adoption({
        ...{ environment: stack.name, source, stack: described, outcomes, acknowledged },
        plan: judge(plan.json, { acknowledged }),
      });
      await print(result, options);
      process.exitCode = exitCodeOf(result);
      if (!options.apply) {
        note(`Nothing was changed. The import blocks: ${keptImports(stack)}`);
        return;
      }
      if (result.refusals.length > 0) {
        note("The plan is refused, so nothing was changed.");
        return;
      }
      await apply(stack, plan.file, outcomes, options);
      process.exitCode = 0;
    }),
  );
}

async function apply(
  stack: SynthesizedStack,
  planFile: string,
  outcomes: readonly Outcome[],
  { parallelism, lockTimeout }: Options,
): Promise<void> {
  const kept = await keepingValues(stack, outcomes, () =>
    applyPlan(stack, planFile, { parallelism, lockTimeout, onLine: note }),
  );
  for (const secret of kept) note(`The value that ${secret} had is current again.`);
  note(`Adopted. See that nothing is left to change:  npm run plan -- ${stack.name}`);
}

async function exportFrom(file: string): Promise<Export> {
  const text = await readInput(file);
  return asFailure(() => readExport(text));
}

/** @throws Failure when the export and the stack have nothing in common */
function checkAnything(outcomes: readonly Outcome[], { title, found }: Export, { name }: SynthesizedStack): void {
  if (outcomes.some((outcome) => "found" in outcome && outcome.found !== undefined)) return;
  throw new Failure(
    `Nothing that ${name} describes is among the resources of ${title} (${found.length}). Is it the export of another stack?`,
  );
}

async function print(result: Adoption, { format, json, out }: Options): Promise<void> {
  const text = formats[json ? "json" : format](result);
  await writeResult(text, out);
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

function asFailure<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ExportError ? new Failure(error.message) : error;
  }
}
