import {
  DescribeTasksCommand,
  type ECSClient,
  ECSServiceException,
  ListTasksCommand,
  type Service,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from "@aws-sdk/client-ecs";

import { Failure } from "../failure";
import type { DeclaredService } from "../synth/declared-services";
import type { Progress } from "./progress";
import { describeService } from "./running-service";
import { counted } from "../counted";

/** How many of the reasons why tasks stopped are told. */
const mostReasons = 3;

/** A deployment that was started, by ECS or by CodeDeploy. */
export interface StartedDeployment {
  readonly id: string;
  /** ARN of the task definition's revision. */
  readonly revision: string;
}

/**
 * Replaces the tasks of a rolling service.
 *
 * @throws Failure when ECS refuses
 */
export async function startRolling(
  ecs: ECSClient,
  { key, clusterName, serviceName }: DeclaredService,
  change: Pick<UpdateServiceCommandInput, "taskDefinition" | "forceNewDeployment">,
): Promise<StartedDeployment> {
  try {
    const { service } = await ecs.send(
      new UpdateServiceCommand({ cluster: clusterName, service: serviceName, ...change }),
    );
    const primary = service?.deployments?.find(({ status }) => status === "PRIMARY");
    return { id: primary?.id ?? "", revision: primary?.taskDefinition ?? service?.taskDefinition ?? "" };
  } catch (error) {
    if (!(error instanceof ECSServiceException)) throw error;
    throw new Failure(`ECS does not deploy ${key}: ${error.message}`);
  }
}

/** How a rolling deployment stands; of one that failed also why its tasks stopped. */
export async function rollingProgress(ecs: ECSClient, service: DeclaredService, id: string): Promise<Progress> {
  const progress = progressOf(await describeService(ecs, service), id);
  if (progress.state !== "failed") return progress;
  const reasons = await stopReasons(ecs, service, id);
  return { ...progress, text: [progress.text, ...reasons].join("; ") };
}

/** How a deployment of a service stands, as the service tells it. */
export function progressOf({ deployments = [] }: Service, id: string): Progress {
  const deployment = deployments.find((one) => one.id === id);
  if (!deployment) {
    return {
      state: "failed",
      text: "another deployment has taken its place: of ECS's circuit breaker, or of another operator",
    };
  }
  const { runningCount = 0, desiredCount = 0, pendingCount = 0, failedTasks = 0 } = deployment;
  if (deployment.rolloutState === "FAILED") {
    return { state: "failed", text: deployment.rolloutStateReason ?? "ECS gave no reason" };
  }
  const counts = [
    `${runningCount} of ${counted(desiredCount, "task")} run`,
    ...(pendingCount > 0 ? [`${pendingCount} start`] : []),
    ...(failedTasks > 0 ? [`${failedTasks} failed`] : []),
  ].join(", ");
  return { state: deployment.rolloutState === "COMPLETED" ? "steady" : "in progress", text: counts };
}

async function stopReasons(ecs: ECSClient, { clusterName }: DeclaredService, id: string): Promise<string[]> {
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster: clusterName, startedBy: id, desiredStatus: "STOPPED", maxResults: 10 }),
  );
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: clusterName, tasks: taskArns }));
  const reasons = tasks.flatMap(({ stoppedReason, containers = [] }) => [
    ...(stoppedReason === undefined ? [] : [stoppedReason]),
    ...containers.flatMap(({ name = "", reason }) => (reason === undefined ? [] : [`${name}: ${reason}`])),
  ]);
  return [...new Set(reasons)].slice(0, mostReasons);
}
