import type { DeclaredService } from "../../../src/operations/synth/declared-services";
import { blockAt } from "../../../src/terraform-json/block";

/** A service that Terraform deploys; unless told, it is scaled between one and three tasks. */
export function declaredService(props: Partial<DeclaredService> = {}): DeclaredService {
  return {
    environment: "shop-staging",
    region: "us-east-1",
    key: "api",
    clusterName: "shop-cluster",
    serviceName: "shop-api",
    block: blockAt("aws_ecs_service.services_api_service_00000000", { name: "shop-api" }, "us-east-1"),
    family: "shop-staging-api",
    ...{ cpuUnits: 256, memoryMiB: 512, minTasks: 1, maxTasks: 3, port: 3000, capacity: ["FARGATE"], schedules: [] },
    ...{ image: "${data.aws_ssm_parameter.api.value}", repository: "shop/api" },
    logGroup: "/ecs/shop-staging/api",
    scaling: { minTasks: 1, maxTasks: 3 },
    deployment: { kind: "rolling", owner: "terraform", minimumHealthyPercent: 100 },
    exec: "enabled",
    imageParameter: "/shop/staging/images/api",
    securityGroups: ["aws_security_group.api"],
    ...props,
  };
}
