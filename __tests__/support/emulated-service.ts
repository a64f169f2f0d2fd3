import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";

import { FargateService } from "../../src/constructs/containers/fargate-service";
import { FirstImage } from "../../src/constructs/containers/first-image";
import { type ScalingSchedule, ServiceScaling } from "../../src/constructs/containers/service-scaling";
import { StartedServices } from "../../src/constructs/containers/started-services";
import { TaskDefinition } from "../../src/constructs/containers/task-definition";
import { Vpc } from "../../src/constructs/network/vpc";
import { ParameterImage } from "../../src/constructs/registry/parameter-image";
import { RegisteredRepository } from "../../src/constructs/registry/registered-repository";
import { tagEverythingBelow } from "../../src/terraform/tags";
import { cluster as clusterOf } from "./cluster";
import { encryptionKey } from "./encryption-key";
import { rolling } from "./fargate-service";
import { grantee } from "./grantee";
import { location } from "./location";

/** How what `emulatedService` makes is called. */
export const names = {
  cluster: "finance-app-cluster",
  service: "api",
  repository: "shop/api",
  parameter: "/shop/images/api",
};

export interface EmulatedServiceProps {
  readonly owner?: "terraform" | "pipeline";
  readonly command?: readonly string[];
  readonly minTasks?: number;
  readonly schedules?: Readonly<Record<string, ScalingSchedule>>;
  /** Whether it was made before services waited for their first images. */
  readonly waits?: boolean;
}

/** One service with its image and its scaling, as an environment has it at `services/api`, of the environment `shop`. */
export function emulatedService({
  owner = "terraform",
  command,
  minTasks = 1,
  schedules = {},
  waits = true,
}: EmulatedServiceProps = {}): (stack: TerraformStack) => void {
  return (stack) => {
    const zones = [{ zone: "a", public: "10.0.1.0/24", private: "10.0.3.0/24" }];
    const network = new Vpc(stack, "network", { name: "test", cidr: "10.0.0.0/16", location, nat: "none", zones });
    const services = new StartedServices(stack, "started-services", {
      clusterName: names.cluster,
      location,
    });
    const scope = new Construct(new Construct(stack, "services"), "api");
    tagEverythingBelow(scope, { environment: "shop" });
    const repository = new RegisteredRepository(scope, "repository", names.repository);
    const image = new ParameterImage(scope, "image", { repository, parameterName: names.parameter });
    const cluster = clusterOf(stack);
    const taskDefinition = new TaskDefinition(scope, "task-definition", {
      ...{ family: "shop-api", cpu: 256, memoryMiB: 512, architecture: "X86_64", image, region: location.region },
      containers: [{ name: "api", image: image.uri, command, essential: true, environment: {} }],
      logs: {
        ...{ groupName: "/ecs/api", retentionDays: 30, encryptionKey: encryptionKey(stack) },
        delivery: { mode: "blocking" },
      },
      executionRole: grantee(stack, "execution-role"),
      taskRole: grantee(stack, "task-role"),
      trackLatest: owner !== "pipeline",
    });
    const service = new FargateService(scope, "service", {
      ...{ name: names.service, label: "api", securityGroupName: "api", network, taskDefinition, cluster },
      ...{ initialTasks: minTasks, exec: "disabled" },
      firstImage: waits
        ? new FirstImage(scope, "first-image", { image, services, serviceName: names.service })
        : undefined,
      capacity: [{ provider: "FARGATE", weight: 1, base: 0 }],
      deployment: rolling({ owner }),
      deploymentMinutes: { first: 1, later: 1 },
      statusCommand: "npm run status -- shop",
    });
    new ServiceScaling(scope, "scaling", { cluster, service, minTasks, maxTasks: 6, cpuPercent: 60, schedules });
  };
}
