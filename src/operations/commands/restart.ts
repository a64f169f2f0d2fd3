import { Command } from "commander";

import { examples } from "../command";
import { deployerOf, followDeployment } from "../services/deployer";
import { downtimeOf } from "../services/downtime";
import { resolveService } from "../services/resolve-service";
import { checkProgress } from "../services/progress";
import { printResult, say } from "../services/output";
import { revisionName } from "../services/revision";

interface RestartOptions {
  readonly wait: boolean;
  readonly json?: true;
}

export function restartCommand(): Command {
  return new Command("restart")
    .description("Replace the tasks of a service by new ones of the same revision; says when it is down meanwhile.")
    .argument("<environment>")
    .argument("<service>")
    .option("--no-wait", "do not wait until the service is steady")
    .option("--json", "tell the result as JSON on standard output")
    .addHelpText(
      "after",
      examples("npm run restart -- finance-app-staging api", "npm run restart -- twiggy-nonprod twiggy-api --no-wait"),
    )
    .action(async (environment: string, key: string, { wait, json }: RestartOptions) => {
      const service = await resolveService(environment, key);
      const title = `restart of ${key}`;
      const downtime = downtimeOf(service);
      if (downtime !== undefined) say(`${title}: ${downtime}`);
      const deployer = deployerOf(service);
      const { id, revision } = await deployer.start();
      say(`${title}: deployment ${id} of ${revisionName(revision)}`);
      const progress = wait ? await followDeployment(title, deployer, id) : undefined;
      if (progress?.state !== "failed" || json) {
        const result = { environment, service: key, deployment: id, revision, outcome: progress?.state ?? "started" };
        printResult(json, result, `${key} of ${environment}: ${progress ? "restarted" : "restarts"}`);
      }
      checkProgress(title, progress);
    });
}
