import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECSClient } from "@aws-sdk/client-ecs";

import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import type { DeclaredService } from "../synth/declared-services";
import { type DeploymentGroup, revisionOf, runningDeployment } from "../services/blue-green";
import { formerRevisions } from "./history";
import { choiceOf, isChoice } from "../services/image-choice";
import { describeRevision, imageOf } from "../services/revision";
import { type ImagedRevision, type Rollback, imageParameterOf, nothingBefore } from "./rollback-plan";
import { describeService, primaryOf } from "../services/running-service";

/**
 * What a rollback of a service is at this moment.
 *
 * @param to the tag or digest, or the revision's number, to go back to; the one that ran before when there is none
 * @throws Failure when there is nothing to go back to
 */
export async function chooseRollback(service: DeclaredService, to: string | undefined): Promise<Rollback> {
  const { deployment, region } = service;
  const ecs = awsClient(ECSClient, region);
  const running = await imaged(ecs, service, primaryOf(await describeService(ecs, service)).taskDefinition ?? "");
  if (deployment.kind === "rolling" && deployment.owner === "terraform") {
    return {
      kind: "image",
      parameter: imageParameterOf(service),
      running,
      choice: await choice(ecs, service, running, to),
    };
  }
  if (deployment.kind === "blue-green") {
    const stopped = await stopOf(ecs, service, deployment);
    if (stopped && to === undefined) return stopped;
    if (stopped) throw new Failure(`CodeDeploy is at ${stopped.deployment}; roll that back first, without --to.`);
  }
  return { kind: "revision", running, target: await target(ecs, service, running, to) };
}

async function stopOf(
  ecs: ECSClient,
  service: DeclaredService,
  group: DeploymentGroup,
): Promise<Extract<Rollback, { kind: "stop" }> | undefined> {
  const codeDeploy = awsClient(CodeDeployClient, service.region);
  const deployment = await runningDeployment(codeDeploy, group);
  if (!deployment) return undefined;
  const revision = await revisionOf(codeDeploy, group, deployment);
  return {
    kind: "stop",
    deployment: deployment.deploymentId ?? "",
    target: revision === undefined ? undefined : await imaged(ecs, service, revision),
  };
}

async function choice(
  ecs: ECSClient,
  service: DeclaredService,
  running: ImagedRevision,
  to: string | undefined,
): Promise<string> {
  if (to === undefined) {
    return choiceOf((await firstOther(ecs, service, running, ({ image }) => image !== running.image)).image);
  }
  if (isChoice(to)) return to;
  throw new Failure(`--to names an image by its tag, as in 1.4.0, or by its digest, as in sha256:…; got "${to}".`);
}

async function target(
  ecs: ECSClient,
  service: DeclaredService,
  running: ImagedRevision,
  to: string | undefined,
): Promise<ImagedRevision> {
  if (to === undefined) return firstOther(ecs, service, running, ({ arn }) => arn !== running.arn);
  if (/^[1-9]\d*$/.test(to)) return imaged(ecs, service, `${service.family}:${to}`);
  throw new Failure(`--to names a revision of ${service.family} by its number; got "${to}".`);
}

async function firstOther(
  ecs: ECSClient,
  service: DeclaredService,
  running: ImagedRevision,
  isOther: (former: ImagedRevision) => boolean,
): Promise<ImagedRevision> {
  const seen = new Set<string>();
  for await (const { revision } of formerRevisions(ecs, service)) {
    if (seen.has(revision)) continue;
    seen.add(revision);
    const former = await imaged(ecs, service, revision);
    if (isOther(former)) return former;
  }
  throw nothingBefore(service, running);
}

async function imaged(ecs: ECSClient, { key }: DeclaredService, arn: string): Promise<ImagedRevision> {
  const revision = await describeRevision(ecs, arn);
  return { arn: revision.arn, image: imageOf(revision, key) };
}
