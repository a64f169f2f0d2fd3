import path from "node:path";

import { Command, Option } from "commander";

import { acknowledgementsIn } from "../../review/acknowledgements";
import { reviewJson } from "../../review/json";
import { code } from "../../markdown/literal";
import { markdown } from "../../review/markdown";
import { stackOf } from "../../review/plan";
import { exitCodeOf, type Review, review, type ReviewOptions } from "../../review/review";
import { terminalText } from "../../review/terminal";
import { wholeReview } from "../../review/whole-review";
import { ignoredChanges, withoutIgnored } from "../../terraform/ignored-changes";
import { collect, examples, httpsUrl, positiveInteger } from "../command";
import { type CostDifference, costDifference } from "../cost/difference";
import { Failure } from "../failure";
import { writeResult } from "../files";
import { judge, planIn } from "../review/review-plan";
import { saveArtifact } from "../plan/plan-artifact";
import { readInput, withPlan } from "../plan/plan-json";
import { triggersOf } from "../review/replacement-triggers";
import { lostProtection } from "../retain/protection";
import { currentCommit, stacksAt } from "../synth/git-revision";
import { synthesize, synthesizeOne } from "../synth/synthesize";
import { lockTimeoutOption } from "../terraform/options";
import { findStack, type SynthesizedStack } from "../synth/synthesized-stack";

interface Options {
  readonly plan?: string;
  readonly against?: string;
  readonly acknowledge: readonly string[];
  readonly acknowledgements?: string;
  readonly format: Format;
  readonly out?: string;
  readonly maxLength?: number;
  readonly whole?: string;
  readonly wholeAt?: string;
  readonly save?: string;
  readonly commit?: string;
  readonly lockTimeout: string;
}

interface Context {
  readonly title: string;
  readonly cost: CostDifference | undefined;
  readonly maxLength: number | undefined;
  /** Markdown that says where the whole review is. */
  readonly footer: string | undefined;
}

const formats = {
  terminal: (result: Review, { title, cost }: Context) =>
    [terminalText(result, title), ...(cost ? [`cost: ${cost.summary}`] : [])].join("\n\n") + "\n",
  markdown: (result: Review, { title, cost, maxLength, footer }: Context) =>
    markdown(result, {
      title,
      ...(cost && { extra: cost.markdown }),
      ...(maxLength !== undefined && { longest: maxLength }),
      ...(footer !== undefined && { footer }),
    }),
  json: (result: Review, { cost }: Context) => `${reviewJson(result, cost?.comparison)}\n`,
};
type Format = keyof typeof formats;

export function reviewCommand(): Command {
  return new Command("review")
    .description(
      "Judge a plan: what a reviewer must not miss comes first. Exit code 0: nothing to do, 2: changes, 3: blocked, 1: error.",
    )
    .argument("[environment]", "what to plan; needed unless there is a plan already")
    .option(
      "--plan <file>",
      'what "terraform show -json" printed of a plan that was made before; "-" is standard input',
    )
    .option(
      "--against <revision>",
      "the revision that is deployed, to notice what no plan shows: protection that goes, changes that Terraform ignores",
    )
    .option("--acknowledge <address>", "release the blocking findings of one address; may be repeated", collect, [])
    .option("--acknowledgements <file>", 'a text with lines "Acknowledge: <address>", such as a pull request\'s')
    .addOption(new Option("--format <format>", "how to write it").choices(Object.keys(formats)).default("terminal"))
    .option("--out <file>", "write it there instead of to standard output")
    .option("--max-length <characters>", "cut Markdown that is longer (default: what GitHub takes)", positiveInteger)
    .option("--whole <file>", "write all of it there, uncut, with every attribute and Terraform's own text of the plan")
    .option("--whole-at <url>", "where those who read the Markdown find that file, such as a workflow's run", httpsUrl)
    .addOption(
      new Option("--save <file>", "keep the plan and its stack, encrypted, for npm run apply").conflicts("plan"),
    )
    .option("--commit <sha>", "the commit that is reviewed, where a merge of it is checked out (default: HEAD)")
    .addOption(lockTimeoutOption())
    .addHelpText(
      "after",
      examples(
        "npm run review -- finance-app-staging",
        "npm run review -- finance-app-staging --against origin/main --format markdown --out comment.md",
        "terraform show -json plan.tfplan | npm run -s review -- --plan -",
      ),
    )
    .action(async (environment: string | undefined, options: Options) => {
      const acknowledged = await acknowledgements(options);
      if (options.plan !== undefined) return reviewGiven(options.plan, environment, acknowledged, options);
      if (environment === undefined) throw new Failure("Say what to review: an environment, or --plan <file>.");
      return reviewPlanned(environment, acknowledged, options);
    });
}

async function reviewPlanned(environment: string, acknowledged: readonly string[], options: Options): Promise<void> {
  const stack = await synthesizeOne(environment);
  const before = await stackBefore(options.against, stack);
  await withPlan(stack, options, async ({ file, json, text }) => {
    const comparison = { acknowledged, ...comparedWith(before, stack) };
    const result = judge(json, { ...comparison, triggers: triggersOf(stack) });
    await print(result, environment, options, { cost: before && costOfApplied(before, stack, result), text });
    if (options.save === undefined) return;
    const { unprotected } = comparison;
    const commit = options.commit ?? (await currentCommit());
    const checksum = await saveArtifact(options.save, { stack, planFile: file, commit, acknowledged, unprotected });
    process.stderr.write(`${options.save} (SHA-256 ${checksum}), planned from ${commit}\n`);
  });
}

async function reviewGiven(
  file: string,
  environment: string | undefined,
  acknowledged: readonly string[],
  options: Options,
): Promise<void> {
  const plan = planIn(await readInput(file));
  const planned = stackOf(plan);
  if (planned === undefined)
    throw new Failure("The plan does not say which stack it is for: it is not one of this project's.");
  const stack = findStack(await synthesize([]), planned);
  const { name } = stack;
  if (environment !== undefined && environment !== name)
    throw new Failure(`The plan is for ${name}, not for ${environment}.`);
  const before = await stackBefore(options.against, stack);
  const result = review(plan, { acknowledged, ...comparedWith(before, stack), triggers: triggersOf(stack) });
  await print(result, name, options, { cost: before && costOfApplied(before, stack, result) });
}

/** The stack at another revision; nothing without a revision, or where it had no such stack. */
async function stackBefore(
  revision: string | undefined,
  { name }: SynthesizedStack,
): Promise<SynthesizedStack | undefined> {
  if (revision === undefined) return undefined;
  return (await stacksAt(revision)).find((stack) => stack.name === name);
}

/** What no plan shows of a change from one configuration to another. */
function comparedWith(
  before: SynthesizedStack | undefined,
  stack: SynthesizedStack,
): Required<Pick<ReviewOptions, "unprotected" | "ignored">> {
  return before
    ? { unprotected: lostProtection(before, stack), ignored: ignoredChanges(before, stack) }
    : { unprotected: [], ignored: [] };
}

/** What the change costs: what is ignored stays, and costs what it did. */
function costOfApplied(before: SynthesizedStack, after: SynthesizedStack, { ignored }: Review): CostDifference {
  return costDifference(before.resources, withoutIgnored(after.resources, ignored));
}

async function print(
  result: Review,
  title: string,
  { format, out, maxLength, whole, wholeAt }: Options,
  { cost, text }: { readonly cost: CostDifference | undefined; readonly text?: () => Promise<string> },
): Promise<void> {
  if (whole !== undefined) {
    const details = { ...(cost && { extra: cost.markdown }), ...(text && { terraformText: await text() }) };
    await writeResult(wholeReview(result, { title, ...details }), whole);
  }
  const footer = wholeAt === undefined ? undefined : whereWholeIs(whole, wholeAt);
  await writeResult(formats[format](result, { title, cost, maxLength, footer }), out);
  process.exitCode = exitCodeOf(result);
}

function whereWholeIs(file: string | undefined, url: string): string {
  const name = file === undefined ? "" : `${code(path.basename(file))} in `;
  return `All of it, with every attribute and Terraform's own text of the plan: ${name}<${url}>`;
}

async function acknowledgements({ acknowledge, acknowledgements: file }: Options): Promise<string[]> {
  return [...acknowledge, ...(file === undefined ? [] : acknowledgementsIn(await readInput(file)))];
}
