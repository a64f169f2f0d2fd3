import { setTimeout as delay } from "node:timers/promises";

import {
  type ContainerDefinition,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Task,
} from "@aws-sdk/client-ecs";

import { interruption } from "../interruption";
import { awsClient } from "../aws/client";
import { chunks } from "../aws/chunks";
import { Failure } from "../failure";
import { type DeclaredService, declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** A task of a service. */
export interface RunningTask {
  readonly service: DeclaredService;
  readonly arn: string;
  readonly address: string;
  readonly taskRole: string | undefined;
  /** The containers that its definition has. */
  readonly definitions: readonly ContainerDefinition[];
  /** Those of them that run; the others have done their work, or are left out of the emulation. */
  readonly running: readonly ContainerDefinition[];
}

/** Milliseconds until services have to be steady. */
const patience = 180_000;

/**
 * Every task of the environment's services, as soon as none is being replaced.
 *
 * @throws Failure when they do not become steady
 */
export async function runningTasks(stack: SynthesizedStack): Promise<RunningTask[]> {
  const deadline = Date.now() + patience;
  const services = declaredServices(stack);
  let restless = await restlessAmong(services);
  while (restless.length > 0 && Date.now() < deadline) {
    await delay(1_000, undefined, { signal: interruption });
    restless = await restlessAmong(services);
  }
  if (restless.length > 0)
    throw new Failure(["Tasks still come and go:", ...restless.map((line) => `  ${line}`)].join("\n"));
  return (await Promise.all(services.map((service) => tasksOf(service)))).flat();
}

/** What a task is called in messages. */
export function nameOf({ service, arn }: RunningTask): string {
  return `${service.key} (task ${arn.slice(-6)})`;
}

/** The services whose tasks are being replaced, each with what ECS said last. */
async function restlessAmong(services: readonly DeclaredService[]): Promise<string[]> {
  const restless = await Promise.all(
    services.map(async ({ key, clusterName: cluster, serviceName, region }) => {
      const { services: [found] = [] } = await awsClient(ECSClient, region).send(
        new DescribeServicesCommand({ cluster, services: [serviceName] }),
      );
      const { desiredCount, runningCount, pendingCount = 0, deployments = [], events = [] } = found ?? {};
      const isSteady = runningCount === desiredCount && pendingCount === 0 && deployments.length <= 1;
      return isSteady ? [] : [`${key}: ${events[0]?.message ?? "nothing has begun"}`];
    }),
  );
  return restless.flat();
}

async function tasksOf(service: DeclaredService): Promise<RunningTask[]> {
  const { clusterName: cluster, serviceName, region } = service;
  const ecs = awsClient(ECSClient, region);
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus: "RUNNING" }));
  const described: Task[] = [];
  for (const tasks of chunks(taskArns, 100))
    described.push(...((await ecs.send(new DescribeTasksCommand({ cluster, tasks }))).tasks ?? []));
  return Promise.all(
    described
      .filter(({ lastStatus }) => lastStatus === "RUNNING")
      .map(async ({ taskArn: arn = "", taskDefinitionArn: taskDefinition, containers = [], attachments = [] }) => {
        const { taskDefinition: definition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
        const definitions = definition?.containerDefinitions ?? [];
        const details = attachments.flatMap(({ details: some = [] }) => some);
        return {
          ...{ service, arn, definitions, taskRole: definition?.taskRoleArn },
          address: details.find(({ name }) => name === "privateIPv4Address")?.value ?? "",
          running: definitions.filter(({ name }) =>
            containers.some((one) => one.name === name && one.lastStatus === "RUNNING"),
          ),
        };
      }),
  );
}
