import {
  type ContainerDefinition,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  ECSServiceException,
  RunTaskCommand,
  type RunTaskCommandInput,
  type RunTaskResponse,
  type Task,
} from "@aws-sdk/client-ecs";

import { platformContainers } from "../../config/platform-containers";
import { Failure } from "../failure";
import { requireImage } from "../services/first-image";
import { type Running, describeService, primaryOf } from "../services/running-service";
import type { DeclaredTask } from "./declared-task";
import { whyStopped } from "./why-stopped";

/** A task that ECS was told to run. */
export interface StartedTask {
  readonly arn: string;
  /** The ARN of the revision that it is a task of. */
  readonly revision: string;
  /** Where its containers write, by name, as far as they write to CloudWatch. */
  readonly logs: Readonly<Record<string, LogStream>>;
}

export interface LogStream {
  readonly group: string;
  readonly name: string;
}

/** How a task ended. */
export interface TaskOutcome {
  /** The application container's; `undefined` when it did not start. */
  readonly exitCode: number | undefined;
  /** Why it stopped, in ECS's words. */
  readonly reason: string;
  readonly startedAt: string | undefined;
  readonly stoppedAt: string | undefined;
}

/** One run of a declared task: of the revision that its service runs now, on the service's capacity and network. */
export class TaskRun {
  constructor(
    private readonly ecs: ECSClient,
    private readonly task: DeclaredTask,
  ) {}

  /**
   * @param caller the caller's ARN, for ECS's record
   * @throws Failure when the service is not deployed, or ECS does not start the task
   */
  async start(caller: string): Promise<StartedTask> {
    const { service: key, ...name } = this.task;
    const service = await describeService(this.ecs, { ...name, key });
    const running = primaryOf(service);
    const { arn: revision, containers } = await this.revision(running.taskDefinition ?? "");
    requireImage({ ...name, key }, containers.find((container) => container.name === key)?.image);
    const { tasks = [], failures = [] } = await this.run({
      cluster: this.task.clusterName,
      taskDefinition: revision,
      ...placementOf(running),
      overrides: { containerOverrides: overridesOf(this.task, containers) },
      group: `by-hand:${this.task.service}-${this.task.name}`,
      startedBy: startedBy(caller),
      enableECSManagedTags: true,
      propagateTags: "TASK_DEFINITION",
      enableExecuteCommand: service.enableExecuteCommand,
    });
    const arn = tasks[0]?.taskArn;
    if (arn === undefined) {
      const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(": "));
      throw new Failure(`ECS did not start ${this.title}: ${reasons.join(", ") || "it gave no reason"}`);
    }
    return { arn, revision, logs: logStreams(containers, arn) };
  }

  /** The task as it is now. */
  async describe({ arn }: StartedTask): Promise<Task> {
    const { tasks = [] } = await this.ecs.send(
      new DescribeTasksCommand({ cluster: this.task.clusterName, tasks: [arn] }),
    );
    return tasks[0] ?? {};
  }

  outcomeOf(task: Task): TaskOutcome {
    return {
      exitCode: task.containers?.find(({ name }) => name === this.task.service)?.exitCode,
      reason: whyStopped(task),
      startedAt: task.startedAt?.toISOString(),
      stoppedAt: task.stoppedAt?.toISOString(),
    };
  }

  /** The task in words. */
  get title(): string {
    return `${this.task.name} of ${this.task.service}`;
  }

  private async revision(taskDefinition: string): Promise<{ arn: string; containers: ContainerDefinition[] }> {
    const { taskDefinition: found } = await this.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    return { arn: found?.taskDefinitionArn ?? taskDefinition, containers: found?.containerDefinitions ?? [] };
  }

  private async run(input: RunTaskCommandInput): Promise<RunTaskResponse> {
    try {
      return await this.ecs.send(new RunTaskCommand(input));
    } catch (error) {
      if (!(error instanceof ECSServiceException)) throw error;
      throw new Failure(`ECS did not start ${this.title}: ${error.message}`);
    }
  }
}

function placementOf({
  networkConfiguration,
  capacityProviderStrategy = [],
}: Running): Pick<RunTaskCommandInput, "networkConfiguration" | "capacityProviderStrategy"> {
  // Without a strategy ECS takes the cluster's.
  return { networkConfiguration, ...(capacityProviderStrategy.length > 0 && { capacityProviderStrategy }) };
}

function overridesOf(
  { service, command, skippedRelease }: DeclaredTask,
  containers: readonly ContainerDefinition[],
): { name: string; command: string[] }[] {
  const { release } = platformContainers;
  const releases = skippedRelease !== undefined && containers.some(({ name }) => name === release);
  return [
    { name: service, command: [...command] },
    ...(releases ? [{ name: release, command: [...skippedRelease] }] : []),
  ];
}

/** Who runs the task, in the 128 letters, digits and hyphens that ECS takes. */
function startedBy(caller: string): string {
  return `by-hand/${(caller.split("/").at(-1) ?? caller).replaceAll(/[^\w-]+/g, "-")}`.slice(0, 128);
}

function logStreams(containers: readonly ContainerDefinition[], taskArn: string): Record<string, LogStream> {
  const taskId = taskArn.split("/").at(-1) ?? "";
  return Object.fromEntries(
    containers.flatMap(({ name = "", logConfiguration }) => {
      const group = logConfiguration?.options?.["awslogs-group"];
      const prefix = logConfiguration?.options?.["awslogs-stream-prefix"];
      return group && prefix ? [[name, { group, name: `${prefix}/${name}/${taskId}` }]] : [];
    }),
  );
}
