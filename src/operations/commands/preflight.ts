import { Command } from "commander";

import { examples } from "../command";
import { checks } from "../preflight/checks";
import { publicDns } from "../preflight/public-dns";
import { exitCodeOf, readinessJson, readinessText } from "../preflight/findings-table";
import { runChecks } from "../preflight/run-checks";
import { readStoredState } from "../state/stored-state";
import { synthesizeOne } from "../synth/synthesize";
import type { State } from "../../terraform-json/state";
import { terminalTable } from "../table";

interface PreflightOptions {
  readonly json?: true;
}

export function preflightCommand(): Command {
  return new Command("preflight")
    .description(
      "Look at everything that a deploy needs, change nothing, and say how to mend what is missing. Exit code 0: ready, 2: something is missing, 1: error.",
    )
    .argument("<environment>")
    .option("--json", "tell the findings as JSON")
    .addHelpText(
      "after",
      examples("npm run preflight -- finance-app-staging", "npm run --silent preflight -- finance-app-staging --json"),
    )
    .action(async (environment: string, { json }: PreflightOptions) => {
      const stack = await synthesizeOne(environment);
      let stored: Promise<State | undefined> | undefined;
      const state = (): Promise<State | undefined> => (stored ??= readStoredState(stack));
      const results = await runChecks(
        checks,
        { stack, state, dns: publicDns() },
        { progress: json ? "silent" : "shown" },
      );
      const text = json
        ? readinessJson(environment, results)
        : `\n${readinessText(stack, results, terminalTable(140))}`;
      process.stdout.write(`${text}\n`);
      process.exitCode = exitCodeOf(results);
    });
}
