import { setTimeout as delay } from "node:timers/promises";

import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";

import { awsClient } from "../aws/client";
import { type Deployer, deployerOf } from "../services/deployer";
import { describeService, primaryOf } from "../services/running-service";
import { checkProgress, type Progress } from "../services/progress";
import { chooseRollback } from "../rollback/rollback-choice";
import { startRollback } from "../rollback/rollback-run";
import { autoScalingOf, checkCount } from "../scale/scaling";
import { type DeclaredService, declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { counted } from "../counted";
import { interruption } from "../interruption";
import { inPlaceOf } from "./callers";
import { letRequestsMove } from "./deployments";

/**
 * Does to every service what the operator's commands do; the plan that follows shows whether they leave Terraform alone.
 *
 * @param runsTasks whether tasks have to start from what is rolled back to
 * @returns how many services there were, in words
 * @throws Failure when a service does not become steady
 */
export async function operateByHand(
  stack: SynthesizedStack,
  { runsTasks }: { readonly runsTasks: boolean },
): Promise<string> {
  const services = declaredServices(stack);
  for (const service of services) {
    await restart(service);
    await rollBack(service, runsTasks);
    await scale(service);
  }
  return counted(services.length, "service");
}

async function restart(service: DeclaredService): Promise<void> {
  const deployer = deployerOf(service);
  const { id } = await deployer.start();
  await approve(service, id);
  checkProgress(`restart of ${service.key}`, await ended(deployer, id));
}

/** To an image that a pipeline might have chosen before; or to the revision before, or where no task runs to the first of all. */
async function rollBack(service: DeclaredService, runsTasks: boolean): Promise<void> {
  const { deployment } = service;
  const isTerraforms = deployment.kind === "rolling" && deployment.owner === "terraform";
  if (isTerraforms && service.imageParameter === undefined) return;
  const revision = runsTasks ? await revisionBefore(service) : "1"; // which may have no image, and start no task
  const id = await startRollback(service, await chooseRollback(service, isTerraforms ? "1.0.0" : revision));
  await approve(service, id);
  checkProgress(`rollback of ${service.key}`, await ended(deployerOf(service), id));
}

/** The number of the revision that was registered before the one that runs. */
async function revisionBefore(service: DeclaredService): Promise<string> {
  const { taskDefinition = "" } = primaryOf(await describeService(awsClient(ECSClient, service.region), service));
  return String(Math.max(1, Number(taskDefinition.split(":").at(-1)) - 1));
}

async function ended(deployer: Deployer, id: string): Promise<Progress> {
  for (;;) {
    const progress = await deployer.progress(id);
    if (progress.state !== "in progress") return progress;
    await delay(500, undefined, { signal: interruption });
  }
}

/** In the place of the person who looks at the new tasks of a blue/green deployment before requests reach them. */
async function approve({ deployment, region }: DeclaredService, id: string): Promise<void> {
  if (deployment.kind !== "blue-green") return;
  await inPlaceOf("administrator", () => letRequestsMove(awsClient(CodeDeployClient, region), id));
}

async function scale(service: DeclaredService): Promise<void> {
  const autoScaling = await autoScalingOf(service);
  const desiredCount = autoScaling.limits?.maxTasks ?? 1;
  checkCount(service, autoScaling, desiredCount);
  const { clusterName, serviceName, region } = service;
  await awsClient(ECSClient, region).send(
    new UpdateServiceCommand({ cluster: clusterName, service: serviceName, desiredCount }),
  );
}
