import { ECSClient, ECSServiceException, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { Command } from "commander";

import { awsClient } from "../aws/client";
import { examples, wholeNumber } from "../command";
import { Failure } from "../failure";
import { resolveService } from "../services/resolve-service";
import { checkProgress, follow } from "../services/progress";
import { requireImage } from "../services/first-image";
import { printResult, say } from "../services/output";
import { describeRevision } from "../services/revision";
import { describeService, primaryOf } from "../services/running-service";
import { autoScalingOf, checkCount, describeAutoScaling, tasksProgress } from "../scale/scaling";
import { counted } from "../counted";

interface ScaleOptions {
  readonly wait: boolean;
  readonly json?: true;
}

export function scaleCommand(): Command {
  return new Command("scale")
    .description("Start or stop tasks of a service until there are so many, within the limits of auto scaling.")
    .argument("<environment>")
    .argument("<service>")
    .argument("<count>", "how many tasks there are to be", wholeNumber)
    .option("--no-wait", "do not wait until they run")
    .option("--json", "tell the result as JSON on standard output")
    .addHelpText("after", examples("npm run scale -- finance-app-staging api 3"))
    .action(async (environment: string, key: string, count: number, { wait, json }: ScaleOptions) => {
      const service = await resolveService(environment, key);
      const ecs = awsClient(ECSClient, service.region);
      const deployed = await describeService(ecs, service);
      const { desiredCount: before = 0 } = deployed;
      const { containers } = await describeRevision(ecs, primaryOf(deployed).taskDefinition ?? "");
      requireImage(service, containers.find(({ name }) => name === key)?.image);
      const autoScaling = await autoScalingOf(service);
      checkCount(service, autoScaling, count);
      try {
        await ecs.send(
          new UpdateServiceCommand({ cluster: service.clusterName, service: service.serviceName, desiredCount: count }),
        );
      } catch (error) {
        if (!(error instanceof ECSServiceException)) throw error;
        throw new Failure(`ECS does not scale ${key}: ${error.message}`);
      }
      const title = `scaling of ${key}`;
      say(`${title}: from ${before} to ${count}`);
      for (const line of describeAutoScaling(autoScaling)) say(`  ${line}`);
      const look = async (): Promise<ReturnType<typeof tasksProgress>> =>
        tasksProgress(await describeService(ecs, service), count);
      const progress = wait ? await follow({ title, look, goesOn: "ECS goes on by itself" }) : undefined;
      if (progress?.state !== "failed" || json) {
        const result = { environment, service: key, before, tasks: count, outcome: progress?.state ?? "started" };
        printResult(json, result, `${key} of ${environment}: ${counted(count, "task")}`);
      }
      checkProgress(title, progress);
    });
}
