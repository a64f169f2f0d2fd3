import { Command } from "commander";

import { examples } from "../command";
import { synthesize } from "../synth/synthesize";
import { terminalTable } from "../table";
import { counted } from "../counted";

export function synthCommand(): Command {
  return new Command("synth")
    .description("Write the Terraform JSON of all stacks, or of the named ones, to cdktf.out.")
    .argument("[stacks...]", "environments or foundations (default: all)")
    .addHelpText("after", examples("npm run synth", "npm run synth -- finance-app-staging"))
    .action(async (names: string[]) => {
      const start = performance.now();
      const stacks = await synthesize(names);
      const rows = stacks.map(({ name, accountId, region, resources, dataSources }) => [
        name,
        accountId,
        region,
        resources.length,
        dataSources.length,
      ]);
      process.stdout.write(`${terminalTable()(["stack", "account", "region", "resources", "data sources"], rows)}\n`);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`${counted(stacks.length, "stack")} synthesized in ${seconds} s\n`);
    });
}
