import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECSClient } from "@aws-sdk/client-ecs";
import { PutParameterCommand, SSMClient, SSMServiceException } from "@aws-sdk/client-ssm";

import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import type { DeclaredService } from "../synth/declared-services";
import { blueGreenProgress, describeDeployment, stopBlueGreen, stopProgress } from "../services/blue-green";
import { deployerOf } from "../services/deployer";
import { imageWith } from "../services/image-choice";
import { type Progress, follow } from "../services/progress";
import { describeRevision, registerWithImage } from "../services/revision";
import type { Rollback } from "./rollback-plan";

/**
 * Does what was chosen.
 *
 * @returns the deployment that goes back, or that is stopped
 */
export async function startRollback(service: DeclaredService, rollback: Rollback): Promise<string> {
  switch (rollback.kind) {
    case "image":
      return goBackToImage(service, rollback);
    case "revision":
      return (await deployerOf(service).start(rollback.target.arn)).id;
    case "stop":
      await stopBlueGreen(awsClient(CodeDeployClient, service.region), rollback.deployment);
      return rollback.deployment;
  }
}

/** Follows a rollback until the service is steady, or it has failed. */
export async function followRollback(
  title: string,
  service: DeclaredService,
  { kind }: Rollback,
  id: string,
): Promise<Progress> {
  const deployer = deployerOf(service);
  const look = (): Promise<Progress> => (kind === "stop" ? lookAtStop(service, id) : deployer.progress(id));
  return follow({ title, look, goesOn: deployer.goesOn(id) });
}

async function goBackToImage(
  service: DeclaredService,
  { parameter, running, choice }: Extract<Rollback, { kind: "image" }>,
): Promise<string> {
  const ecs = awsClient(ECSClient, service.region);
  await chooseImage(service.region, parameter, choice);
  const revision = await describeRevision(ecs, running.arn);
  const registered = await registerWithImage(ecs, revision, running.image, imageWith(running.image, choice));
  return (await deployerOf(service).start(registered)).id;
}

/** First of all: whatever fails afterwards, no deploy brings the image back that was to go. */
async function chooseImage(region: string, parameter: string, choice: string): Promise<void> {
  try {
    await awsClient(SSMClient, region).send(
      new PutParameterCommand({ Name: parameter, Value: choice, Overwrite: true }),
    );
  } catch (error) {
    if (!(error instanceof SSMServiceException)) throw error;
    throw new Failure(`The parameter ${parameter} cannot be set, so nothing was rolled back: ${error.message}`);
  }
}

/** How a rollback stands. CodeDeploy goes back from a stopped deployment in another one, where it has to. */
async function lookAtStop({ region }: DeclaredService, id: string): Promise<Progress> {
  const codeDeploy = awsClient(CodeDeployClient, region);
  const deployment = await describeDeployment(codeDeploy, id);
  const rollback = deployment.rollbackInfo?.rollbackDeploymentId;
  if (rollback !== undefined) return blueGreenProgress(await describeDeployment(codeDeploy, rollback));
  return stopProgress(deployment);
}
