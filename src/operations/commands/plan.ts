import path from "node:path";

import { Command } from "commander";

import { examples } from "../command";
import { Failure } from "../failure";
import { checkStateIsNotLost } from "../recover/empty-state";
import { checkLock } from "../state/state-lock";
import { synthesizeOne } from "../synth/synthesize";
import { lockTimeoutOption } from "../terraform/options";
import { checkBeforeTerraform } from "../terraform/before-terraform";
import { Terraform, colorArguments } from "../terraform/terraform";

interface PlanOptions {
  readonly out?: string;
  readonly json?: true;
  readonly lockTimeout: string;
}

export function planCommand(): Command {
  return new Command("plan")
    .description("Show what a deploy would change. Exit code 0: nothing, 2: changes, 1: error.")
    .argument("<environment>")
    .option("--out <file>", "save the plan for terraform show or apply")
    .option("--json", "print Terraform's machine-readable messages, one a line")
    .addOption(lockTimeoutOption())
    .addHelpText(
      "after",
      examples("npm run plan -- finance-app-staging", "npm run plan -- finance-app-staging --out staging.tfplan"),
    )
    .action(async (environment: string, options: PlanOptions) => {
      const stack = await synthesizeOne(environment);
      await checkBeforeTerraform(stack);
      await checkLock(stack, options.lockTimeout);
      await checkStateIsNotLost(stack);
      const terraform = new Terraform(stack);
      await terraform.init();
      const { exitCode } = await terraform.run(planArguments(options), { output: "terminal" });
      if (exitCode === 1) throw new Failure(`terraform plan failed for ${environment}; its message is above.`);
      process.exitCode = exitCode;
    });
}

function planArguments({ out, json, lockTimeout }: PlanOptions): string[] {
  return [
    "plan",
    "-detailed-exitcode",
    "-input=false",
    `-lock-timeout=${lockTimeout}`,
    ...(out === undefined ? [] : [`-out=${path.resolve(out)}`]),
    ...(json ? ["-json"] : []),
    ...colorArguments(),
  ];
}
