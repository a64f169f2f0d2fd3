import { existsSync, statSync } from "node:fs";
import path from "node:path";

import { Command } from "commander";

import { ConfigurationError } from "../../config/problems";
import { readBySchema } from "../../config/schema-problems";
import type { Assumptions } from "../../cost/assumptions";
import { compare } from "../../cost/compare";
import { estimate } from "../../cost/estimate";
import { priceFileSchema, type PriceTable, priceTable } from "../../cost/price-table";
import { listPrices } from "../cost/list-prices";
import { type IgnoredChange, ignoredChanges, withoutIgnored } from "../../terraform/ignored-changes";
import { collect, examples } from "../command";
import { readAssumptions, readJson } from "../cost/assumptions";
import { comparisonReport, estimateReport, ignoredReport } from "../cost/bill";
import type { Block } from "../../terraform-json/block";
import { type NamedEstimate, readSavedEstimate } from "../cost/saved";
import { Failure } from "../failure";
import { isRevision, stacksAt } from "../synth/git-revision";
import { synthesize } from "../synth/synthesize";
import { type SynthesizedStack, findStack, readStacks } from "../synth/synthesized-stack";
import { terminalTable } from "../table";

interface CostOptions {
  readonly against?: string;
  readonly assume?: string;
  readonly set: readonly string[];
  readonly prices?: string;
  readonly json?: true;
}

/** Something is not priced: the estimate is printed, and is not the whole truth. */
const incomplete = 3;

/** @param stacksNamed where the stacks come from: tests have their own */
export function costCommand(stacksNamed: typeof synthesize = synthesize): Command {
  return new Command("cost")
    .description(
      "Estimate what a month of an environment costs, offline, from its synthesized JSON and a dated price table. " +
        "Exit code 0: everything is priced, 3: something is not, 1: error.",
    )
    .argument("<environment>")
    .argument("[other]", "another environment: print what differs, from the first to the second")
    .option("--against <before>", "print what differs from a git revision, a saved --json, or another output folder")
    .option("--assume <file>", "a JSON file with assumptions; docs/cost.md lists them")
    .option("--set <name=value>", "one assumption; may be repeated", collect, [])
    .option("--prices <file>", "prices instead of AWS's list prices, in the form of src/cost/prices/*.json")
    .option("--json", "print the estimate as JSON")
    .addHelpText(
      "after",
      examples(
        "npm run cost -- finance-app-production",
        "npm run cost -- finance-app-production --set tasks=maximum --set natGb=200",
        "npm run cost -- finance-app-staging finance-app-production",
        "npm run cost -- finance-app-production --against main",
        "npm run -s cost -- finance-app-production --json > before.json",
        "npm run cost -- finance-app-production --against before.json",
      ),
    )
    .action(async (environment: string, other: string | undefined, options: CostOptions) => {
      if (other !== undefined && options.against !== undefined)
        throw new Failure("compare with another environment or with --against, not with both");
      const assumptions = readAssumptions(options.assume, options.set);
      const prices = options.prices === undefined ? listPrices : readPrices(options.prices);
      const named = (resources: readonly Block[], name: string): NamedEstimate =>
        estimateOf(resources, prices, assumptions, name);

      const names = [environment, ...(other === undefined ? [] : [other])];
      const stacks = await stacksNamed(names);
      const stack = findStack(stacks, environment);
      const estimated = named(stack.resources, environment);
      if (other !== undefined) print(estimated, named(findStack(stacks, other).resources, other), options);
      else if (options.against === undefined) print(undefined, estimated, options);
      else {
        const before = await readBefore(options.against, environment);
        if ("total" in before) print(before, estimated, options);
        else {
          const ignored = ignoredChanges(before.stack, stack);
          print(
            named(before.stack.resources, before.name),
            named(withoutIgnored(stack.resources, ignored), environment),
            options,
            ignored,
          );
        }
      }
    });
}

/** What the resources of a stack cost. */
export function estimateOf(
  resources: readonly Block[],
  prices: PriceTable,
  assumptions: Assumptions,
  name: string,
): NamedEstimate {
  return { environment: name, ...estimate(resources, prices, assumptions) };
}

/** @param ignored what the change leaves as it was, and at its price */
function print(
  before: NamedEstimate | undefined,
  after: NamedEstimate,
  { json }: CostOptions,
  ignored: readonly IgnoredChange[] = [],
): void {
  const comparison = before && compare(before, after);
  const text = json
    ? JSON.stringify(comparison ? { before, after, comparison, ignored } : after, undefined, 2)
    : before && comparison
      ? [
          comparisonReport(before.environment, after.environment, comparison, terminalTable()),
          ...ignoredReport(ignored),
        ].join("\n\n")
      : estimateReport(after, terminalTable());
  process.stdout.write(`${text}\n`);
  if (after.notPriced.length > 0 || (before?.notPriced.length ?? 0) > 0) process.exitCode = incomplete;
}

/** @throws Failure when it is nothing that can be compared with */
async function readBefore(
  before: string,
  environment: string,
): Promise<NamedEstimate | { readonly stack: SynthesizedStack; readonly name: string }> {
  if (existsSync(path.join(before, "manifest.json")))
    return { stack: findStack(readStacks(before), environment), name: `${environment} in ${before}` };
  if (existsSync(before) && statSync(before).isFile()) {
    const saved = readSavedEstimate(before);
    return { ...saved, environment: `${saved.environment} in ${before}` };
  }
  if (await isRevision(before))
    return {
      stack: findStack(await stacksAt(before, [environment]), environment),
      name: `${environment} at ${before}`,
    };
  throw new Failure(
    `--against ${before}: neither an estimate saved with --json, nor a folder with synthesized stacks, nor a git revision`,
  );
}

/** @throws Failure when the file is no price table */
function readPrices(file: string): PriceTable {
  const result = readBySchema(priceFileSchema, readJson(file));
  if ("problems" in result) throw new Failure(new ConfigurationError(new Map([[file, result.problems]])).message);
  return priceTable(result.value);
}
