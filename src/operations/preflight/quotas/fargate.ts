import { DescribeTasksCommand, ECSClient, paginateListClusters, paginateListTasks } from "@aws-sdk/client-ecs";

import { awsClient } from "../../aws/client";
import { clusterOf, declaredServices } from "../../synth/declared-services";
import type { SynthesizedStack } from "../../synth/synthesized-stack";
import type { Body } from "../../../terraform-json/body";

export type Capacity = "FARGATE" | "FARGATE_SPOT";

interface Strategy {
  readonly base?: number;
  readonly capacity_provider: string;
  readonly weight?: number;
}

/** The vCPUs that a stack's services have at most, as far as they run on one kind of capacity. */
export function plannedVcpus(stack: SynthesizedStack, capacity: Capacity): number {
  const most = new Map(declaredServices(stack).map(({ serviceName, scaling }) => [serviceName, scaling?.maxTasks]));
  const vcpus = stack.resources
    .filter(({ type }) => type === "aws_ecs_service")
    .map(({ body }) => {
      const tasks = most.get(String(body.name)) ?? Number(body.desired_count ?? 0);
      const units = Number(stack.blocks.target(body.task_definition)?.body.cpu ?? 0);
      return (tasksOn(capacity, body, tasks) * units) / 1024;
    });
  return vcpus.reduce((sum, one) => sum + one, 0);
}

/** How many of a service's tasks run on one kind of capacity, at most. */
function tasksOn(capacity: Capacity, { capacity_provider_strategy: strategy }: Body, tasks: number): number {
  const providers = (strategy ?? [{ capacity_provider: "FARGATE", weight: 1 }]) as readonly Strategy[];
  const weights = providers.reduce((sum, { weight = 0 }) => sum + weight, 0);
  const bases = providers.reduce((sum, { base = 0 }) => sum + base, 0);
  const own = providers.find(({ capacity_provider: provider }) => provider === capacity);
  if (!own) return 0;
  const beyond = Math.max(0, tasks - bases);
  return Math.min(tasks, own.base ?? 0) + (weights === 0 ? 0 : Math.ceil((beyond * (own.weight ?? 0)) / weights));
}

/** The vCPUs that everything else in the region runs on one kind of capacity. */
export async function runningVcpus(stack: SynthesizedStack, capacity: Capacity): Promise<number> {
  const client = awsClient(ECSClient, stack.region);
  const own = clusterOf(stack);
  let units = 0;
  for await (const { clusterArns = [] } of paginateListClusters({ client }, {})) {
    for (const cluster of clusterArns.filter((arn) => !arn.endsWith(`/${own}`)))
      units += await unitsIn(client, cluster, capacity);
  }
  return units / 1024;
}

async function unitsIn(client: ECSClient, cluster: string, capacity: Capacity): Promise<number> {
  let units = 0;
  for await (const { taskArns = [] } of paginateListTasks({ client }, { cluster })) {
    if (taskArns.length === 0) continue;
    const { tasks = [] } = await client.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    for (const { cpu, launchType, capacityProviderName } of tasks)
      if ((capacityProviderName ?? launchType) === capacity) units += Number(cpu ?? 0);
  }
  return units;
}
