import { Command } from "commander";

import { examples } from "../command";
import { Failure } from "../failure";
import { recover } from "../recover/recover";
import { synthesizeOne } from "../synth/synthesize";
import { checkBeforeTerraform } from "../terraform/before-terraform";
import { lockTimeoutOption } from "../terraform/options";
import { Terraform } from "../terraform/terraform";

interface RecoverOptions {
  readonly yes?: true;
  readonly lockTimeout: string;
}

export function recoverCommand(): Command {
  return new Command("recover")
    .description(
      "Make an environment's state complete after an interrupted deploy, or after an older state was restored, list what carries its tags and is not configured, and plan. Nothing in AWS is changed. Exit code 0: nothing to change, 2: changes, 1: error.",
    )
    .argument("<environment>")
    .option("--yes", "free the lock of a holder that is gone without a question")
    .addOption(lockTimeoutOption())
    .addHelpText(
      "after",
      examples("npm run recover -- finance-app-staging", "npm run recover -- finance-app-staging --yes"),
    )
    .action(async (environment: string, { yes, lockTimeout }: RecoverOptions) => {
      const stack = await synthesizeOne(environment);
      await checkBeforeTerraform(stack);
      await recover(stack, { yes: yes ?? false, lockTimeout, note: (line) => process.stderr.write(`${line}\n`) });
      const plan = ["plan", "-detailed-exitcode", "-input=false", `-lock-timeout=${lockTimeout}`, "-no-color"];
      const { exitCode } = await new Terraform(stack).run(plan, { output: "terminal" });
      if (exitCode === 1) throw new Failure(`terraform plan failed for ${environment}; its message is above.`);
      process.exitCode = exitCode;
    });
}
