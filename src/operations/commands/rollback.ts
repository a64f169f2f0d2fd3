import { Command } from "commander";

import { approve, requireTerminal } from "../approval";
import { examples } from "../command";
import { resolveSubject } from "../services/resolve-service";
import { checkProgress } from "../services/progress";
import { requireImage } from "../services/registry-image";
import { printResult, say } from "../services/output";
import { chooseRollback } from "../rollback/rollback-choice";
import { describeRollback, imageAfter, refuseDuringDeploy } from "../rollback/rollback-plan";
import { followRollback, startRollback } from "../rollback/rollback-run";
import { requireStateLock } from "../state/state-lock";
import { findService } from "../synth/declared-services";

interface RollbackOptions {
  readonly to?: string;
  readonly yes?: true;
  readonly wait: boolean;
  readonly json?: true;
}

export function rollbackCommand(): Command {
  return new Command("rollback")
    .description("Let a service run what it ran before: says what will happen, asks, and follows it to its end.")
    .argument("<environment>")
    .argument("<service>")
    .option("--to <image or revision>", "the tag or digest, or the revision's number, to go back to")
    .option("--yes", "do not ask")
    .option("--no-wait", "do not wait until the service is steady")
    .option("--json", "tell the result as JSON on standard output")
    .addHelpText(
      "after",
      examples(
        "npm run rollback -- finance-app-staging api",
        "npm run rollback -- finance-app-staging api --to 1.4.0",
        "npm run rollback -- twiggy-nonprod twiggy-worker --to 41 --yes",
      ),
    )
    .action(async (environment: string, key: string, { to, yes, wait, json }: RollbackOptions) => {
      const { stack, subject: service } = await resolveSubject(environment, (one) => findService(one, key));
      if (!yes) requireTerminal(`Repeat with --yes to roll ${key} of ${environment} back.`);
      const rollback = await chooseRollback(service, to);
      if (rollback.kind === "image") refuseDuringDeploy(stack, await requireStateLock(stack));
      await requireImage(imageAfter(rollback));
      const said = describeRollback(service, rollback).join("\n");
      if (yes) say(said);
      else await approve(said, key);
      const title = `rollback of ${key}`;
      const id = await startRollback(service, rollback);
      say(`${title}: deployment ${id}`);
      const progress = wait ? await followRollback(title, service, rollback, id) : undefined;
      if (progress?.state !== "failed" || json) {
        const result = {
          environment,
          service: key,
          ...rollback,
          deployment: id,
          outcome: progress?.state ?? "started",
        };
        printResult(json, result, `${key} of ${environment}: ${progress ? "rolled back" : "rolls back"}`);
      }
      checkProgress(title, progress);
    });
}
