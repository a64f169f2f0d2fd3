import { Command } from "commander";

import { acknowledgementsIn } from "../../review/acknowledgements";
import { exitCodeOf } from "../../review/review";
import { terminalText } from "../../review/terminal";
import { examples } from "../command";
import { Failure } from "../failure";
import { applyPlan } from "../apply/apply-plan";
import { judge } from "../review/review-plan";
import { type OpenedArtifact, withArtifact } from "../plan/plan-artifact";
import { readInput, type SavedPlan, withPlan } from "../plan/plan-json";
import { requireSameChanges, requireSameConfiguration } from "../apply/require-reviewed";
import { triggersOf } from "../review/replacement-triggers";
import { lostProtection } from "../retain/protection";
import { stacksAt } from "../synth/git-revision";
import { findStack, type SynthesizedStack } from "../synth/synthesized-stack";
import { synthesize } from "../synth/synthesize";
import { lockTimeoutOption, parallelismOption, type TerraformOptions } from "../terraform/options";
import { Terraform } from "../terraform/terraform";

interface ApplyOptions extends TerraformOptions {
  readonly commit: string;
  readonly environment?: string;
  readonly checksum?: string;
  readonly against?: string;
  readonly acknowledgements?: string;
}

export function applyCommand(): Command {
  return new Command("apply")
    .description(
      "Apply what was reviewed: what npm run review -- <environment> --save wrote. It is planned again from this checkout, and applied only where configuration and changes are the reviewed ones.",
    )
    .argument("<artifact>", "the file with the plan and its stack")
    .requiredOption("--commit <sha>", "refuse the file unless it was planned from this commit")
    .option("--environment <name>", "refuse the file unless it is a plan of this environment")
    .option("--checksum <sha256>", "refuse the file unless this is its SHA-256")
    .option(
      "--against <revision>",
      "the revision that is deployed, to notice protection that goes (default: what the file says of it)",
    )
    .option(
      "--acknowledgements <file>",
      'a text with lines "Acknowledge: <address>", such as a pull request\'s (default: those that the file was kept with)',
    )
    .addOption(parallelismOption())
    .addOption(lockTimeoutOption())
    .addHelpText("after", examples("npm run apply -- plans/finance-app-staging.plan --commit $(git rev-parse HEAD)"))
    .action(async (file: string, options: ApplyOptions) => {
      const stacks = await synthesize([]);
      const accountIds = [...new Set(stacks.map(({ accountId }) => accountId))];
      await withArtifact(file, { checksum: options.checksum, accountIds }, async (artifact) => {
        const { environment = artifact.stack.name } = options;
        if (artifact.stack.name !== environment)
          throw new Failure(`${file} is a plan of ${artifact.stack.name}, not of ${environment}; nothing was changed.`);
        if (artifact.commit !== options.commit)
          throw new Failure(
            `${file} was planned from ${artifact.commit}, not from ${options.commit}; nothing was changed.`,
          );
        await applyReviewed(artifact, findStack(stacks, environment), options);
      });
    });
}

/** Nothing of the artifact is executed: what is applied is planned here, from this checkout, and must be what the artifact says. */
async function applyReviewed(artifact: OpenedArtifact, stack: SynthesizedStack, options: ApplyOptions): Promise<void> {
  await requireSameConfiguration(artifact, stack);
  const released = await acknowledged(artifact, options);
  const unprotected = await unprotectedIn(artifact, stack, options);
  await withPlan(stack, options, async ({ file, json }: SavedPlan) => {
    requireSameChanges(await new Terraform(stack).showPlan(artifact.planFile), json, stack);
    const result = judge(json, { acknowledged: released, unprotected, triggers: triggersOf(stack) });
    process.stdout.write(`${terminalText(result, `${stack.name}, planned from ${artifact.commit}`)}\n\n`);
    if (exitCodeOf(result) === 3) {
      throw new Failure(
        `The plan of ${stack.name} is blocked, so nothing was changed. Release it in its review, and plan again.`,
      );
    }
    const { parallelism, lockTimeout } = options;
    await applyPlan(stack, file, { parallelism, lockTimeout, onLine: (line) => process.stdout.write(`${line}\n`) });
  });
}

async function acknowledged(artifact: OpenedArtifact, { acknowledgements }: ApplyOptions): Promise<readonly string[]> {
  return acknowledgements === undefined ? artifact.acknowledged : acknowledgementsIn(await readInput(acknowledgements));
}

async function unprotectedIn(
  artifact: OpenedArtifact,
  stack: SynthesizedStack,
  { against }: ApplyOptions,
): Promise<readonly string[]> {
  if (against === undefined) return artifact.unprotected;
  const before = (await stacksAt(against)).find(({ name }) => name === stack.name);
  return before ? lostProtection(before, stack) : [];
}
