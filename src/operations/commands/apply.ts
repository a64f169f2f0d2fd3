import { Command } from "commander";

import { exitCodeOf } from "../../review/review";
import { terminalText } from "../../review/terminal";
import { checkBeforeTerraform } from "../terraform/before-terraform";
import { duration, examples, positiveInteger } from "../command";
import { defaultParallelism } from "./deploy";
import { Failure } from "../failure";
import { type OpenedArtifact, withArtifact } from "../plans/plan-artifact";
import { judge } from "./review";
import { checkLock, noLockTimeout } from "../state/state-lock";
import { synthesize } from "../synthesis/synthesize";
import type { SynthesizedStack } from "../synthesis/synthesized-stack";
import { Terraform } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";

interface ApplyOptions {
  readonly environment?: string;
  readonly checksum?: string;
  readonly parallelism: number;
  readonly lockTimeout: string;
}

export function applyCommand(): Command {
  return new Command("apply")
    .description(
      "Apply exactly the plan that was reviewed: what npm run review -- <environment> --save wrote. A plan that the state has left behind is refused.",
    )
    .argument("<artifact>", "the file with the plan and its stack")
    .option("--environment <name>", "refuse the file unless it is a plan of this environment")
    .option("--checksum <sha256>", "refuse the file unless this is its SHA-256")
    .option("--parallelism <number>", "resources worked on at a time", positiveInteger, defaultParallelism)
    .option("--lock-timeout <duration>", "how long to wait for somebody else's lock", duration, noLockTimeout)
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
  await checkLock(stack, "apply", lockTimeout);
  const terraform = new Terraform(stack);
  await terraform.init();
  const result = judge(await terraform.showPlan(planFile), { acknowledged, unprotected });
  process.stdout.write(`${terminalText(result, `${stack.name}, planned from ${commit}`)}\n\n`);
  if (exitCodeOf(result) === 3) {
    throw new Failure(
      `The plan of ${stack.name} is blocked, so nothing was changed. Release it in its review, and plan again.`,
    );
  }
  await applyPlan(stack, planFile, { parallelism, lockTimeout, onLine: (line) => process.stdout.write(`${line}\n`) });
}

interface ApplyPlanOptions extends Pick<ApplyOptions, "parallelism" | "lockTimeout"> {
  readonly onLine: (line: string) => void;
}

/**
 * Applies a saved plan in the folder of its stack, which is initialized.
 *
 * @throws Failure when it is stale, or did not end well
 */
export async function applyPlan(
  stack: SynthesizedStack,
  planFile: string,
  { parallelism, lockTimeout, onLine }: ApplyPlanOptions,
): Promise<void> {
  const { exitCode, output } = await new Terraform(stack).run(
    ["apply", "-input=false", "-no-color", `-parallelism=${parallelism}`, `-lock-timeout=${lockTimeout}`, planFile],
    { onLine },
  );
  if (exitCode === 0) return;
  if (output.includes("Saved plan is stale")) {
    throw new Failure(
      `The plan of ${stack.name} is stale: its state has changed since it was made, so nothing was changed. Plan and review again.`,
    );
  }
  throw new Failure(
    `The apply of ${stack.name} failed; plan and review what is left of it:\n${terraformError(output)}`,
  );
}
