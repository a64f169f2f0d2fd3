import { Command } from "commander";

import { exitCodeOf } from "../../review/review";
import { terminalText } from "../../review/terminal";
import { examples } from "../command";
import { Failure } from "../failure";
import { applyPlan } from "../plans/apply-plan";
import { judge } from "../plans/judge";
import { type OpenedArtifact, withArtifact } from "../plans/plan-artifact";
import { triggersOf } from "../plans/triggers";
import { checkLock } from "../state/state-lock";
import { synthesize } from "../synthesis/synthesize";
import { lockTimeoutOption, parallelismOption, type TerraformOptions } from "../terraform/options";
import { checkBeforeTerraform } from "../terraform/before-terraform";
import { Terraform } from "../terraform/terraform";

interface ApplyOptions extends TerraformOptions {
  readonly environment?: string;
  readonly checksum?: string;
}

export function applyCommand(): Command {
  return new Command("apply")
    .description(
      "Apply exactly the plan that was reviewed: what npm run review -- <environment> --save wrote. A plan that the state has left behind is refused.",
    )
    .argument("<artifact>", "the file with the plan and its stack")
    .option("--environment <name>", "refuse the file unless it is a plan of this environment")
    .option("--checksum <sha256>", "refuse the file unless this is its SHA-256")
    .addOption(parallelismOption())
    .addOption(lockTimeoutOption())
    .addHelpText("after", examples("npm run apply -- plans/finance-app-staging.plan"))
    .action(async (file: string, options: ApplyOptions) => {
      const accountIds = [...new Set((await synthesize([])).map(({ accountId }) => accountId))];
      await withArtifact(file, { checksum: options.checksum, accountIds }, async (artifact) => {
        const { environment = artifact.stack.name } = options;
        if (artifact.stack.name !== environment)
          throw new Failure(`${file} is a plan of ${artifact.stack.name}, not of ${environment}; nothing was changed.`);
        await applyReviewed(artifact, options);
      });
    });
}

async function applyReviewed(
  { stack, planFile, commit, acknowledged, unprotected }: OpenedArtifact,
  { parallelism, lockTimeout }: ApplyOptions,
): Promise<void> {
  await checkBeforeTerraform(stack);
  await checkLock(stack, lockTimeout);
  const terraform = new Terraform(stack);
  await terraform.init();
  const result = judge(await terraform.showPlan(planFile), { acknowledged, unprotected, triggers: triggersOf(stack) });
  process.stdout.write(`${terminalText(result, `${stack.name}, planned from ${commit}`)}\n\n`);
  if (exitCodeOf(result) === 3) {
    throw new Failure(
      `The plan of ${stack.name} is blocked, so nothing was changed. Release it in its review, and plan again.`,
    );
  }
  await applyPlan(stack, planFile, { parallelism, lockTimeout, onLine: (line) => process.stdout.write(`${line}\n`) });
}
