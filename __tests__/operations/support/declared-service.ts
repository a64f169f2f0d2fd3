import type { DeclaredService } from "../../../src/operations/synth/declared-services";

/** A service that Terraform deploys; unless told, it is scaled between one and three tasks. */
export function declaredService(props: Partial<DeclaredService> = {}): DeclaredService {
  return {
    environment: "shop-staging",
    region: "us-east-1",
    key: "api",
    clusterName: "shop-cluster",
    serviceName: "shop-api",
    family: "shop-staging-api",
    logGroup: "/ecs/shop-staging/api",
    scaling: { minTasks: 1, maxTasks: 3 },
    deployment: { kind: "rolling", owner: "terraform", minimumHealthyPercent: 100 },
    exec: "enabled",
    imageParameter: "/shop/staging/images/api",
    securityGroups: ["aws_security_group.api"],
    ...props,
  };
}
