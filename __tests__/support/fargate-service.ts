import type { TerraformStack } from "cdktf";

import { Cluster } from "../../src/constructs/containers/cluster";
import { FargateService, type FargateServiceProps } from "../../src/constructs/containers/fargate-service";
import { network } from "./network";
import { taskDefinition } from "./task-definition";

/** A service at the path `service`, in a cluster at `cluster`. */
export function fargateService(stack: TerraformStack, props: Partial<FargateServiceProps> = {}): FargateService {
  return new FargateService(stack, "service", {
    name: "finance-api-service",
    label: "api",
    cluster: props.cluster ?? new Cluster(stack, "cluster", { name: "finance-app-cluster" }),
    network,
    securityGroupName: "finance-api",
    taskDefinition: taskDefinition(stack),
    port: 3000,
    capacity: [{ provider: "FARGATE", weight: 1, base: 0 }],
    initialTasks: 2,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    exec: "disabled",
    ...props,
  });
}
