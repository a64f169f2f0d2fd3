import type { Service } from "@aws-sdk/client-ecs";

import { primaryOf } from "./running-service";

/**
 * What tells CodeDeploy to run a revision behind the load balancer, on the capacity and in the network where the service's
 * tasks are now: CodeDeploy takes away what is left out (CodeDeploy User Guide, "AppSpec 'resources' section").
 */
export function appSpecOf(service: Service, taskDefinition: string): string {
  const { loadBalancers, capacityProviderStrategy = [], networkConfiguration } = primaryOf(service);
  const [target] = loadBalancers ?? [];
  const network = networkConfiguration?.awsvpcConfiguration;
  return JSON.stringify({
    version: 0.0,
    Resources: [
      {
        TargetService: {
          Type: "AWS::ECS::Service",
          Properties: {
            TaskDefinition: taskDefinition,
            LoadBalancerInfo: { ContainerName: target?.containerName, ContainerPort: target?.containerPort },
            ...(capacityProviderStrategy.length > 0 && {
              CapacityProviderStrategy: capacityProviderStrategy.map(({ capacityProvider, base = 0, weight = 0 }) => ({
                CapacityProvider: capacityProvider,
                Base: base,
                Weight: weight,
              })),
            }),
            ...(network && {
              NetworkConfiguration: {
                AwsvpcConfiguration: {
                  Subnets: network.subnets,
                  SecurityGroups: network.securityGroups,
                  AssignPublicIp: network.assignPublicIp ?? "DISABLED",
                },
              },
            }),
          },
        },
      },
    ],
  });
}

/** The revision that an AppSpec, JSON or YAML, is about. */
export function revisionIn(appSpec: string): string | undefined {
  return /arn:[\w-]+:ecs:[\w-]+:\d+:task-definition\/[\w-]+:\d+/.exec(appSpec)?.[0];
}
