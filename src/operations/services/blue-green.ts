import {
  BatchGetDeploymentsCommand,
  type CodeDeployClient,
  CodeDeployServiceException,
  CreateDeploymentCommand,
  type DeploymentInfo,
  type DeploymentStatus,
  GetApplicationRevisionCommand,
  GetDeploymentCommand,
  ListDeploymentsCommand,
  StopDeploymentCommand,
} from "@aws-sdk/client-codedeploy";

import { Failure } from "../failure";
import { revisionIn } from "./app-spec";
import type { Progress } from "./progress";

/** A CodeDeploy deployment group, which is the only one of its application. */
export interface DeploymentGroup {
  readonly application: string;
  readonly group: string;
}

const running: DeploymentStatus[] = ["Created", "Queued", "InProgress", "Ready"];

/** How many deployments BatchGetDeployments takes, and how far back a former revision is searched. */
const mostDeployments = 25;

export interface BlueGreenStart {
  /** The AppSpec. */
  readonly content: string;
  readonly description: string;
  /** Whether an alarm that is active stops it (CodeDeploy API, "CreateDeployment", `overrideAlarmConfiguration`). */
  readonly alarms: "stop-it" | "ignored";
}

/** @throws Failure when CodeDeploy refuses, as it does while another deployment runs */
export async function startBlueGreen(
  codeDeploy: CodeDeployClient,
  { application, group }: DeploymentGroup,
  { content, description, alarms }: BlueGreenStart,
): Promise<string> {
  try {
    const { deploymentId } = await codeDeploy.send(
      new CreateDeploymentCommand({
        applicationName: application,
        deploymentGroupName: group,
        revision: { revisionType: "AppSpecContent", appSpecContent: { content } },
        description,
        ...(alarms === "ignored" && { overrideAlarmConfiguration: { enabled: false } }),
      }),
    );
    return deploymentId ?? "";
  } catch (error) {
    if (!(error instanceof CodeDeployServiceException)) throw error;
    throw new Failure(`CodeDeploy does not start a deployment of ${group}: ${error.message}`);
  }
}

/** Ends a deployment; CodeDeploy goes back to what ran before. */
export async function stopBlueGreen(codeDeploy: CodeDeployClient, id: string): Promise<void> {
  await codeDeploy.send(new StopDeploymentCommand({ deploymentId: id, autoRollbackEnabled: true }));
}

export async function describeDeployment(codeDeploy: CodeDeployClient, id: string): Promise<DeploymentInfo> {
  const { deploymentInfo = {} } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId: id }));
  return deploymentInfo;
}

/** The deployment that runs now, if any. */
export async function runningDeployment(
  codeDeploy: CodeDeployClient,
  group: DeploymentGroup,
): Promise<DeploymentInfo | undefined> {
  return (await deploymentsOf(codeDeploy, group, running))[0];
}

/** The revisions that deployments brought to an end well, the latest first; those whose AppSpec is not ours to read are left out. */
export async function* deployedRevisions(
  codeDeploy: CodeDeployClient,
  group: DeploymentGroup,
): AsyncGenerator<{ revision: string; deployedAt: Date | undefined }> {
  for (const deployment of await deploymentsOf(codeDeploy, group, ["Succeeded"])) {
    const revision = await revisionOf(codeDeploy, group, deployment);
    if (revision !== undefined) yield { revision, deployedAt: deployment.completeTime ?? deployment.createTime };
  }
}

/** What a deployment runs. GetDeployment tells an AppSpec's hash only (CodeDeploy API, "GetDeployment"). */
export async function revisionOf(
  codeDeploy: CodeDeployClient,
  { application }: DeploymentGroup,
  { revision }: DeploymentInfo,
): Promise<string | undefined> {
  if (revision?.revisionType !== "AppSpecContent") return undefined;
  const found = await codeDeploy.send(new GetApplicationRevisionCommand({ applicationName: application, revision }));
  return revisionIn(found.revision?.appSpecContent?.content ?? "");
}

/** How a deployment stands. It is steady once requests reach the new tasks, though the old ones stay for a while. */
export function blueGreenProgress(deployment: DeploymentInfo): Progress {
  const { deploymentId = "", status, errorInformation, rollbackInfo } = deployment;
  switch (status) {
    case "Succeeded":
      return { state: "steady", text: "requests reach the new tasks" };
    case "Failed":
    case "Stopped": {
      const said = [errorInformation?.message, rollbackInfo?.rollbackMessage].filter((text) => text !== undefined);
      return { state: "failed", text: said.join("; ") || `CodeDeploy says ${status.toLowerCase()} without a reason` };
    }
    case "Ready":
      return {
        state: "in progress",
        text: `the new tasks wait behind the test listener; let requests move:  aws deploy continue-deployment --deployment-id ${deploymentId}`,
      };
    default:
      return deployment.instanceTerminationWaitTimeStarted === true
        ? { state: "steady", text: "requests reach the new tasks; the old ones stay for a while" }
        : { state: "in progress", text: status === "InProgress" ? "the new tasks come up" : "waits for CodeDeploy" };
  }
}

/** How a deployment stands that is being stopped and goes back in no deployment of its own. */
export function stopProgress(deployment: DeploymentInfo): Progress {
  switch (deployment.status) {
    case "Stopped":
      return { state: "steady", text: "stopped; what ran before goes on" };
    case "Failed":
      return blueGreenProgress(deployment);
    case "Succeeded":
      return { state: "failed", text: "it succeeded before it could be stopped; roll back again" };
    default:
      return { state: "in progress", text: "CodeDeploy stops the deployment" };
  }
}

async function deploymentsOf(
  codeDeploy: CodeDeployClient,
  { application, group }: DeploymentGroup,
  statuses: DeploymentStatus[],
): Promise<DeploymentInfo[]> {
  const { deployments = [] } = await codeDeploy.send(
    new ListDeploymentsCommand({
      applicationName: application,
      deploymentGroupName: group,
      includeOnlyStatuses: statuses,
    }),
  );
  if (deployments.length === 0) return [];
  const { deploymentsInfo = [] } = await codeDeploy.send(
    new BatchGetDeploymentsCommand({ deploymentIds: deployments.slice(0, mostDeployments) }),
  );
  return deploymentsInfo.toSorted((a, b) => timeOf(b) - timeOf(a));
}

function timeOf({ createTime }: DeploymentInfo): number {
  return createTime?.getTime() ?? 0;
}
