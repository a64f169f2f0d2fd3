import { Command } from "commander";

import { callerOf, checkAccount } from "../aws/account-check";
import { examples } from "../command";
import { synthesizeOne } from "../synth/synthesize";
import { findTask } from "../task/declared-task";
import { checkOutcome, runTask } from "../task/run-task";

interface TaskOptions {
  readonly wait: boolean;
  readonly json?: true;
}

export function taskCommand(): Command {
  return new Command("task")
    .description(
      "Run a task of a service, or its release, in the revision that the service runs, and follow it to its end.",
    )
    .argument("<environment>")
    .argument("<service>")
    .argument("<task>", 'as the configuration names it; "release" for the release')
    .option("--no-wait", "do not wait for its end")
    .option("--json", "tell the result as JSON on standard output, all else on standard error")
    .addHelpText(
      "after",
      examples(
        "npm run task -- finance-app-staging api release",
        "npm run --silent task -- finance-app-staging api migration-status --json",
      ),
    )
    .action(async (environment: string, service: string, name: string, { wait, json }: TaskOptions) => {
      const stack = await synthesizeOne(environment);
      const task = findTask(stack, service, name);
      const caller = await callerOf(stack.region);
      checkAccount(stack, caller);
      const output = json ? process.stderr : process.stdout;
      const { arn, revision, outcome } = await runTask(task, {
        caller: caller.arn,
        wait,
        onStatus: (status) => process.stderr.write(`${service} ${name}: ${status}\n`),
        onLine: (line) => output.write(`${line}\n`),
      });
      if (json) {
        const result = { environment, service, task: name, command: task.command, arn, revision, ...outcome };
        process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
      }
      if (outcome) checkOutcome(task, outcome);
    });
}
