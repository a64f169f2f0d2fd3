import { Command } from "commander";

import { requireTerminal } from "../approval";
import { examples } from "../command";
import { Failure } from "../failure";
import { recover } from "../recover/recover";
import { whyUnsteady } from "../services/why-unsteady";
import { synthesizeOne } from "../synth/synthesize";
import { lockTimeoutOption, parallelismOption, type TerraformOptions } from "../terraform/options";
import { checkBeforeTerraform } from "../terraform/before-terraform";
import { cdktfDeploy } from "../terraform/cdktf";

interface DeployOptions extends TerraformOptions {
  readonly autoApprove?: true;
}

export function deployCommand(): Command {
  return new Command("deploy")
    .description("Bring an environment to what its configuration says, after your approval.")
    .argument("<environment>")
    .option("--auto-approve", "do not ask")
    .addOption(parallelismOption())
    .addOption(lockTimeoutOption())
    .addHelpText(
      "after",
      examples(
        "npm run deploy -- finance-app-staging",
        "npm run deploy -- finance-app-staging --auto-approve --lock-timeout 10m",
      ),
    )
    .action(async (environment: string, options: DeployOptions) => {
      if (!options.autoApprove) {
        requireTerminal(`Look at "npm run plan -- ${environment}", then repeat with --auto-approve.`);
      }
      const stack = await synthesizeOne(environment);
      await checkBeforeTerraform(stack);
      await recover(stack, {
        yes: options.autoApprove ?? false,
        lockTimeout: options.lockTimeout,
        note: (line) => process.stderr.write(`${line}\n`),
      });
      const began = new Date();
      const { exitCode } = await cdktfDeploy(stack, {
        ...options,
        autoApprove: options.autoApprove ?? false,
        output: "terminal",
      });
      if (exitCode === 0) return;
      const reasons = await whyUnsteady(stack, began);
      throw new Failure(
        [
          `The deploy of ${environment} failed; its message is above. Once the cause is mended, repeat it: it finds what exists and goes on from there.`,
          ...(reasons === "" ? [] : [reasons]),
        ].join("\n\n"),
      );
    });
}
