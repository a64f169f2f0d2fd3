import { Command } from "commander";

import type { Facts } from "../../report/facts";
import { exitCodeOf, type Report } from "../../report/model";
import { statusFacts, statusText } from "../../report/render/status";
import { report } from "../../report/report";
import { examples } from "../command";
import { readFacts } from "../report/environment-facts";
import { synthesizeOne } from "../synth/synthesize";
import { terminalTable } from "../table";

export function statusCommand(): Command {
  return new Command("status")
    .description(
      "Tell in a few lines how an environment is: the short form of the report. Exit code 0: nothing critical is open, 2: something is, 1: error, or something could not be read.",
    )
    .argument("<environment>")
    .option("--json", "tell it as JSON on standard output")
    .addHelpText(
      "after",
      examples("npm run status -- finance-app-staging", "npm run --silent status -- finance-app-staging --json"),
    )
    .action(async (environment: string, options: { readonly json?: true }) => {
      const facts: Facts = await readFacts(await synthesizeOne(environment));
      const told: Report = report(facts, "en");
      process.stdout.write(
        options.json
          ? `${JSON.stringify(statusFacts(told, facts), undefined, 2)}\n`
          : `${statusText(told, facts, terminalTable())}\n`,
      );
      process.exitCode = exitCodeOf(told);
    });
}
