import { ClusterNotFoundException, DescribeServicesCommand, type ECSClient, type Service } from "@aws-sdk/client-ecs";

import { Failure } from "../failure";
import type { DeclaredService } from "../synth/declared-services";

export type ServiceName = Pick<DeclaredService, "environment" | "key" | "clusterName" | "serviceName">;

/**
 * A service as ECS knows it.
 *
 * @throws Failure when it is not deployed
 */
export async function describeService(
  ecs: ECSClient,
  { environment, key, clusterName, serviceName }: ServiceName,
): Promise<Service> {
  try {
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster: clusterName, services: [serviceName] }),
    );
    const active = services.find(({ status }) => status === "ACTIVE");
    if (active) return active;
  } catch (error) {
    if (!(error instanceof ClusterNotFoundException)) throw error;
  }
  throw new Failure(
    `The service ${key} of ${environment} is not deployed. Deploy it first:  npm run deploy -- ${environment}`,
  );
}

export type Running = Pick<
  Service,
  "taskDefinition" | "networkConfiguration" | "capacityProviderStrategy" | "loadBalancers"
>;

/** What a service runs: CodeDeploy says it of a set of tasks, everybody else of the service. */
export function primaryOf(service: Service): Running {
  const { taskDefinition, networkConfiguration, capacityProviderStrategy, loadBalancers } = service;
  const primary = service.taskSets?.find(({ status }) => status === "PRIMARY");
  return { taskDefinition, networkConfiguration, capacityProviderStrategy, loadBalancers, ...primary };
}
