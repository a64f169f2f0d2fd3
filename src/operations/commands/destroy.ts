import { Command } from "commander";

import { approve, requireTerminal } from "../approval";
import { examples } from "../command";
import { Failure } from "../failure";
import { destroyTargets, planDestruction, refuseProtected } from "../retain/destruction";
import { checkLock } from "../state/state-lock";
import { synthesizeOne } from "../synth/synthesize";
import { lockTimeoutOption, parallelismOption, type TerraformOptions } from "../terraform/options";
import { checkBeforeTerraform } from "../terraform/before-terraform";
import { Terraform } from "../terraform/terraform";
import { counted } from "../counted";

interface DestroyCommandOptions extends TerraformOptions {
  readonly autoApprove?: true;
  readonly retainProtected?: true;
}

export function destroyCommand(): Command {
  return new Command("destroy")
    .description("Destroy an environment. What is protected is never destroyed: the command refuses, or spares it.")
    .argument("<environment>")
    .option("--retain-protected", "destroy everything but what is protected and what that depends on")
    .option("--auto-approve", "do not ask")
    .addOption(parallelismOption())
    .addOption(lockTimeoutOption())
    .addHelpText(
      "after",
      examples(
        "npm run destroy -- finance-app-staging",
        "npm run destroy -- finance-app-production --retain-protected",
      ),
    )
    .action(async (environment: string, options: DestroyCommandOptions) => {
      const stack = await synthesizeOne(environment);
      if (stack.isFoundation) {
        throw new Failure(
          `${environment} holds the state of every environment of its account; it is never destroyed by a command.`,
        );
      }
      if (!options.retainProtected) refuseProtected(stack);
      if (!options.autoApprove) requireTerminal(`Repeat with --auto-approve to destroy ${environment}.`);
      await checkBeforeTerraform(stack);
      await checkLock(stack, options.lockTimeout);
      const terraform = new Terraform(stack);
      await terraform.init();
      const retention = await planDestruction(stack, terraform);
      const { retained, targets } = retention;
      if (targets.length === 0) {
        process.stdout.write(`Nothing to destroy in ${environment}${listed(retained)}\n`);
        return;
      }
      if (!options.autoApprove) {
        await approve(
          `Destroys ${counted(targets.length, "resource")} of ${environment}, keeps ${retained.length}.`,
          environment,
        );
      }
      const left = await destroyTargets(terraform, retention, { ...options, output: "terminal" });
      process.stdout.write(`Destroyed ${counted(targets.length, "resource")} of ${environment}${listed(left)}\n`);
    });
}

function listed(kept: readonly string[]): string {
  return kept.length === 0 ? "; nothing is left." : `; kept:\n${kept.map((address) => `  ${address}`).join("\n")}`;
}
