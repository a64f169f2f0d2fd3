import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import {
  DescribeServiceRevisionsCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeploymentBrief,
} from "@aws-sdk/client-ecs";

import { awsClient } from "../aws/client";
import type { DeclaredService } from "../synth/declared-services";
import { deployedRevisions } from "../services/blue-green";

/** How many deployments are searched; DescribeServiceRevisions takes no more at once. */
const mostDeployments = 20;

/** A revision that a service ran once, in a deployment that came to a good end. */
export interface FormerRevision {
  readonly revision: string;
  readonly deployedAt: Date | undefined;
}

/** What a service ran, the latest first. ECS remembers the deployments of ninety days, CodeDeploy its own. */
export async function* formerRevisions(ecs: ECSClient, service: DeclaredService): AsyncGenerator<FormerRevision> {
  const { deployment, region } = service;
  if (deployment.kind === "blue-green") {
    yield* deployedRevisions(awsClient(CodeDeployClient, region), deployment);
    return;
  }
  const deployments = await rollingDeployments(ecs, service);
  const arns = deployments.map(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? "");
  if (arns.length === 0) return;
  const { serviceRevisions = [] } = await ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: arns }));
  const byArn = new Map(serviceRevisions.map((revision) => [revision.serviceRevisionArn, revision.taskDefinition]));
  for (const { targetServiceRevisionArn, createdAt } of deployments) {
    const revision = byArn.get(targetServiceRevisionArn);
    if (revision !== undefined) yield { revision, deployedAt: createdAt };
  }
}

async function rollingDeployments(
  ecs: ECSClient,
  { clusterName, serviceName }: DeclaredService,
): Promise<ServiceDeploymentBrief[]> {
  const { serviceDeployments = [] } = await ecs.send(
    new ListServiceDeploymentsCommand({
      cluster: clusterName,
      service: serviceName,
      status: ["SUCCESSFUL"],
      maxResults: mostDeployments,
    }),
  );
  return serviceDeployments.toSorted((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0));
}
