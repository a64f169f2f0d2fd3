import {
  ClusterNotFoundException,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  type Service,
  type Task,
} from "@aws-sdk/client-ecs";

import type { ServiceFact, ServiceLive } from "../../report/facts";
import { primaryOf } from "../services/running-service";
import { type DeclaredService, declaredServices } from "../synth/declared-services";
import { inBatches, ofEach } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import { rollingDeployment, targetGroupsOf } from "./ecs-service";
import { groupedBy } from "./grouped";
import type { AwsSession } from "./session";
import { readTasks, stoppedTasks } from "./tasks";

/** How a stack's services are, with the images and the ends of their tasks. */
export async function readServices(session: AwsSession, { stack }: DeployedStack): Promise<ServiceFact[]> {
  const declared = declaredServices(stack);
  const live = await describeServices(session.client(ECSClient), declared);
  const tasks = live.size === 0 ? [] : await readTasks(session, declared[0]?.clusterName ?? "");
  const tasksOf = groupedBy(tasks, ({ group }) => (group ?? "").replace(/^service:/, ""));
  const imageOf = await images(session, declared, live, tasksOf);
  return declared.map((service) => {
    const found = live.get(service.serviceName);
    const stopped = stoppedTasks(tasksOf.get(service.serviceName) ?? []);
    return {
      key: service.key,
      name: service.serviceName,
      deploys: service.deployment.kind,
      exec: service.exec,
      limits: service.scaling,
      live: found && { ...liveOf(found), image: imageOf.get(service.key), stopped },
    };
  });
}

/** Services by name, ten in a call. Those that are gone or going are left out. */
export async function describeServices(
  ecs: ECSClient,
  declared: readonly DeclaredService[],
): Promise<Map<string, Service>> {
  const found = await inBatches(declared, 10, async (batch) => {
    try {
      const { services = [] } = await ecs.send(
        new DescribeServicesCommand({
          cluster: batch[0]?.clusterName,
          services: batch.map(({ serviceName }) => serviceName),
        }),
      );
      return services;
    } catch (error) {
      if (error instanceof ClusterNotFoundException) return [];
      throw error;
    }
  });
  const active = found.filter(({ status }) => status === "ACTIVE");
  return new Map(active.map((service) => [service.serviceName ?? "", service]));
}

function liveOf(service: Service): Omit<ServiceLive, "image" | "stopped"> {
  return {
    status: service.status ?? "",
    desired: service.desiredCount ?? 0,
    running: service.runningCount ?? 0,
    pending: service.pendingCount ?? 0,
    revision: lastPart(primaryOf(service).taskDefinition),
    deployment: rollingDeployment(service),
    targetGroups: targetGroupsOf(service),
  };
}

/** The image of each service's application: its tasks name it; where none runs, its task definition does. */
async function images(
  session: AwsSession,
  declared: readonly DeclaredService[],
  live: ReadonlyMap<string, Service>,
  tasksOf: ReadonlyMap<string, readonly Task[]>,
): Promise<Map<string, string | undefined>> {
  const ecs = session.client(ECSClient);
  const entries = await ofEach(declared, async ({ key, serviceName }) => {
    const service = live.get(serviceName);
    const revision = service && primaryOf(service).taskDefinition;
    if (revision === undefined) return [key, undefined] as const;
    const running = tasksOf.get(serviceName)?.find(({ taskDefinitionArn }) => taskDefinitionArn === revision);
    const containers =
      running?.containers ??
      (await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: revision }))).taskDefinition
        ?.containerDefinitions;
    return [key, containers?.find(({ name }) => name === key)?.image] as const;
  });
  return new Map(entries);
}

function lastPart(arn = ""): string {
  return arn.split("/").at(-1) ?? "";
}
