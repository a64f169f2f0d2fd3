import { type Container, DescribeTasksCommand, type ECSClient, ListTasksCommand, type Task } from "@aws-sdk/client-ecs";

import { didYouMean } from "../../config/did-you-mean";
import { Failure } from "../failure";
import type { DeclaredService } from "../synth/declared-services";
import { describeService } from "../services/running-service";

/** A container of a running task that a session can reach. */
export interface Reachable {
  /** ARN of the task. */
  readonly task: string;
  readonly container: string;
  /** How Session Manager calls it (Systems Manager, "StartSession"; ECS's own AWS CLI command makes the same). */
  readonly target: string;
}

export interface ReachableProps {
  /** @default the application's */
  readonly container?: string | undefined;
  /** The task's id, or what it begins with. @default the one that was started last */
  readonly task?: string | undefined;
}

/** @throws Failure when ECS Exec is not configured for a service, with what to change */
export function requireExec({ key, environment, exec }: DeclaredService): void {
  if (exec === "enabled") return;
  throw new Failure(
    [
      `ECS Exec is disabled for ${key} of ${environment}, so no session can reach its tasks.`,
      `Say exec: "enabled" (and in writableRootFilesystem why) at services.${key} in its configuration, then:  npm run deploy -- ${environment}`,
    ].join("\n"),
  );
}

/**
 * The container that a session goes to.
 *
 * @throws Failure when none can be reached, with the reason
 */
export async function findReachable(
  ecs: ECSClient,
  service: DeclaredService,
  props: ReachableProps = {},
): Promise<Reachable> {
  await describeService(ecs, service);
  const { clusterName, serviceName } = service;
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster: clusterName, serviceName, desiredStatus: "RUNNING" }),
  );
  const { tasks = [] } =
    taskArns.length === 0 ? {} : await ecs.send(new DescribeTasksCommand({ cluster: clusterName, tasks: taskArns }));
  return reachableOf(service, tasks, props);
}

/** The container that a session goes to, among the tasks of a service. */
export function reachableOf(
  service: DeclaredService,
  tasks: readonly Task[],
  { container: name = service.key, task: wanted }: ReachableProps,
): Reachable {
  const { key, environment, clusterName } = service;
  const running = tasks
    .filter(({ lastStatus }) => lastStatus === "RUNNING")
    .toSorted((a, b) => (b.startedAt?.getTime() ?? 0) - (a.startedAt?.getTime() ?? 0));
  if (running.length === 0) {
    throw new Failure(
      `No task of ${key} of ${environment} runs at the moment; see why:  npm run status -- ${environment}`,
    );
  }
  const task = wanted === undefined ? running[0] : running.find((one) => idOf(one).startsWith(wanted));
  if (!task) {
    throw new Failure(
      `No task "${wanted ?? ""}" of ${key} of ${environment} runs (known: ${running.map(idOf).join(", ")})`,
    );
  }
  if (task.enableExecuteCommand !== true) {
    throw new Failure(
      `The task ${idOf(task)} was started before ECS Exec was enabled. Replace it:  npm run restart -- ${environment} ${key}`,
    );
  }
  const container = containerOf(service, task, name);
  return {
    task: task.taskArn ?? "",
    container: name,
    target: `ecs:${clusterName}_${idOf(task)}_${container.runtimeId ?? ""}`,
  };
}

function containerOf({ key, environment }: DeclaredService, task: Task, name: string): Container {
  const containers = task.containers ?? [];
  const container = containers.find((one) => one.name === name);
  if (!container) {
    const known = containers.map((one) => one.name ?? "");
    throw new Failure(
      `The tasks of ${key} of ${environment} have no container "${name}"${didYouMean(name, known)} (known: ${known.join(", ")})`,
    );
  }
  const agent = container.managedAgents?.find((one) => one.name === "ExecuteCommandAgent");
  if (agent?.lastStatus === "RUNNING") return container;
  throw new Failure(
    `The agent behind ECS Exec does not run in ${name} of the task ${idOf(task)}: ${agent?.reason ?? agent?.lastStatus?.toLowerCase() ?? "it was never started"}`,
  );
}

function idOf({ taskArn = "" }: Task): string {
  return taskArn.split("/").at(-1) ?? "";
}
