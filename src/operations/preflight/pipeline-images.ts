import {
  ClusterNotFoundException,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
} from "@aws-sdk/client-ecs";

import { awsClient } from "../aws/client";
import { chunks } from "../aws/chunks";
import { type DeclaredService, declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** The images that services run now, by the service's key; a service that is not deployed is left out. */
export async function runningImages(
  stack: SynthesizedStack,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const client = awsClient(ECSClient, stack.region);
  const services = declaredServices(stack).filter(({ key }) => keys.includes(key));
  const revisions = new Map<DeclaredService, string>();
  for (const some of chunks(services, 10)) {
    for (const [service, revision] of await revisionsOf(client, some)) revisions.set(service, revision);
  }
  const images = await Promise.all(
    [...revisions].map(async ([{ key }, revision]) => [key, await imageOf(client, revision, key)] as const),
  );
  return new Map(images);
}

async function revisionsOf(
  client: ECSClient,
  services: readonly DeclaredService[],
): Promise<[DeclaredService, string][]> {
  const names = services.map(({ serviceName }) => serviceName);
  try {
    const { services: found = [] } = await client.send(
      new DescribeServicesCommand({ cluster: services[0]?.clusterName, services: names }),
    );
    return found
      .filter(({ status }) => status === "ACTIVE")
      .flatMap(({ serviceName, taskDefinition, taskSets = [] }): [DeclaredService, string][] => {
        const service = services.find((one) => one.serviceName === serviceName);
        // CodeDeploy replaces task sets; the service itself keeps its first revision.
        const revision = taskSets.find(({ status }) => status === "PRIMARY")?.taskDefinition ?? taskDefinition;
        return service && revision !== undefined ? [[service, revision]] : [];
      });
  } catch (error) {
    if (error instanceof ClusterNotFoundException) return [];
    throw error;
  }
}

async function imageOf(client: ECSClient, taskDefinition: string, container: string): Promise<string> {
  const { taskDefinition: found } = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  return found?.containerDefinitions?.find(({ name }) => name === container)?.image ?? "";
}
