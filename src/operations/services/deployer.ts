import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECSClient } from "@aws-sdk/client-ecs";

import { awsClient } from "../aws/client";
import type { DeclaredService } from "../synth/declared-services";
import { appSpecOf } from "./app-spec";
import { type DeploymentGroup, blueGreenProgress, describeDeployment, startBlueGreen } from "./blue-green";
import { type Progress, follow } from "./progress";
import { type StartedDeployment, rollingProgress, startRolling } from "./rolling";
import { describeService, primaryOf } from "./running-service";

/** Who replaces the tasks of a service: ECS itself, or CodeDeploy where it moves requests. */
export interface Deployer {
  /**
   * @param revision ARN of a task definition's revision; the one that runs now when there is none
   * @throws Failure when the service is not deployed, or the deployment is refused
   */
  start(revision?: string): Promise<StartedDeployment>;
  progress(id: string): Promise<Progress>;
  /** What becomes of a deployment after the command stops waiting for it. */
  goesOn(id: string): string;
}

export function deployerOf(service: DeclaredService): Deployer {
  const { deployment } = service;
  return deployment.kind === "blue-green" ? new BlueGreenDeployer(service, deployment) : new RollingDeployer(service);
}

/** Follows a deployment until the service is steady, or it has failed. */
export async function followDeployment(title: string, deployer: Deployer, id: string): Promise<Progress> {
  return follow({ title, look: () => deployer.progress(id), goesOn: deployer.goesOn(id) });
}

class RollingDeployer implements Deployer {
  private readonly ecs: ECSClient;

  constructor(private readonly service: DeclaredService) {
    this.ecs = awsClient(ECSClient, service.region);
  }

  async start(revision?: string): Promise<StartedDeployment> {
    await describeService(this.ecs, this.service);
    return startRolling(
      this.ecs,
      this.service,
      revision === undefined ? { forceNewDeployment: true } : { taskDefinition: revision },
    );
  }

  progress(id: string): Promise<Progress> {
    return rollingProgress(this.ecs, this.service, id);
  }

  goesOn(): string {
    const { clusterName, serviceName } = this.service;
    return `the deployment goes on; ECS tells how:  aws ecs describe-services --cluster ${clusterName} --services ${serviceName}`;
  }
}

class BlueGreenDeployer implements Deployer {
  private readonly ecs: ECSClient;
  private readonly codeDeploy: CodeDeployClient;

  constructor(
    private readonly service: DeclaredService,
    private readonly group: DeploymentGroup,
  ) {
    this.ecs = awsClient(ECSClient, service.region);
    this.codeDeploy = awsClient(CodeDeployClient, service.region);
  }

  /** ECS refuses to replace these tasks by itself: only another deployment does, be it of the same revision. */
  async start(revision?: string): Promise<StartedDeployment> {
    const service = await describeService(this.ecs, this.service);
    const deployed = revision ?? primaryOf(service).taskDefinition ?? "";
    const content = appSpecOf(service, deployed);
    const id = await startBlueGreen(
      this.codeDeploy,
      this.group,
      revision === undefined
        ? { content, description: "restarted by hand", alarms: "stop-it" }
        : { content, description: "rolled back by hand", alarms: "ignored" }, // what they ring for is what it ends
    );
    return { id, revision: deployed };
  }

  async progress(id: string): Promise<Progress> {
    return blueGreenProgress(await describeDeployment(this.codeDeploy, id));
  }

  goesOn(id: string): string {
    return `the deployment goes on; CodeDeploy tells how:  aws deploy get-deployment --deployment-id ${id}`;
  }
}
