import type { TerraformStack } from "cdktf";

import {
  FargateService,
  type FargateServiceProps,
  type ServiceDeployment,
} from "../../src/constructs/containers/fargate-service";
import { cluster } from "./cluster";
import { network } from "./network";
import { taskDefinition } from "./task-definition";

type Rolling = Extract<ServiceDeployment, { kind: "rolling" }>;

export function rolling(changes: Partial<Rolling> = {}): Rolling {
  return { kind: "rolling", owner: "terraform", minimumHealthyPercent: 100, maximumPercent: 200, ...changes };
}

/** A service at the path `service`, unless told in a cluster at `cluster`. */
export function fargateService(stack: TerraformStack, props: Partial<FargateServiceProps> = {}): FargateService {
  return new FargateService(stack, "service", {
    name: "finance-api-service",
    label: "api",
    cluster: props.cluster ?? cluster(stack),
    network,
    securityGroupName: "finance-api",
    taskDefinition: props.taskDefinition ?? taskDefinition(stack),
    port: 3000,
    capacity: [{ provider: "FARGATE", weight: 1, base: 0 }],
    initialTasks: 2,
    deployment: rolling(),
    deploymentMinutes: { first: 20, later: 40 },
    statusCommand: "npm run status -- finance-staging",
    exec: "disabled",
    ...props,
  });
}
