import { Command } from "commander";

import { approve, requireTerminal } from "../approval";
import { examples } from "../command";
import { run } from "../processes/child-process";
import { bootstrapFoundation, findFoundation } from "../state/foundation";
import { synthesize } from "../synth/synthesize";
import { lockTimeoutOption } from "../terraform/options";
import { checkTerraformVersion } from "../terraform/terraform-version";

export function bootstrapCommand(): Command {
  return new Command("bootstrap")
    .description(
      "Create what must exist in an account before its first deploy, and have the account's foundation adopt it.",
    )
    .argument("<account or environment>")
    .option("--auto-approve", "do not ask before something of the foundation is destroyed or replaced")
    .addOption(lockTimeoutOption())
    .addHelpText("after", examples("npm run bootstrap -- finance-app", "npm run bootstrap -- finance-app-staging"))
    .action(async (name: string, options: { autoApprove?: true; lockTimeout: string }) => {
      await checkTerraformVersion(run);
      const foundation = findFoundation(await synthesize([]), name);
      const { created, applied } = await bootstrapFoundation(foundation, {
        lockTimeout: options.lockTimeout,
        approveDestruction: async (addresses) => {
          if (options.autoApprove) return;
          const question = `${foundation.name} would destroy or replace:\n${addresses.map((address) => `  ${address}`).join("\n")}`;
          requireTerminal(`${question}\nRepeat with --auto-approve if that is right.`);
          await approve(question, foundation.name);
        },
      });
      for (const thing of created) process.stdout.write(`created ${thing}\n`);
      process.stdout.write(`${foundation.name}: ${applied ?? "nothing to change."}\n`);
    });
}
