import type { TerraformStack } from "cdktf";

import { AccessLogBucket } from "../../src/constructs/ingress/access-log-bucket";
import {
  ApplicationLoadBalancer,
  type ApplicationLoadBalancerProps,
} from "../../src/constructs/ingress/application-load-balancer";
import { Certificate } from "../../src/constructs/ingress/certificate";
import { TargetGroup, type TargetGroupProps } from "../../src/constructs/ingress/target-group";
import { location } from "./location";
import { network } from "./network";

/** A load balancer at the path `load-balancer`, its certificate and access logs beside it. */
export function loadBalancer(
  stack: TerraformStack,
  props: Partial<ApplicationLoadBalancerProps> = {},
): ApplicationLoadBalancer {
  return new ApplicationLoadBalancer(stack, "load-balancer", {
    name: "finance-app-public",
    label: "public",
    network,
    scheme: "internet-facing",
    certificate: new Certificate(stack, "certificate", {
      domain: "finance-app.com",
      alternativeNames: [],
      zone: { zoneId: "Z1" },
    }),
    tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    idleTimeoutSeconds: 60,
    accessLogs: new AccessLogBucket(stack, "access-logs", {
      bucketName: "finance-app-access-logs",
      retentionDays: 90,
      onDestroy: "delete",
      location,
    }),
    onDestroy: "delete",
    securityGroupName: "finance-app-public",
    ...props,
  });
}

/** A target group at the path `target-group`, unless told. */
export function targetGroup(
  stack: TerraformStack,
  path = "target-group",
  props: Partial<TargetGroupProps> = {},
): TargetGroup {
  return new TargetGroup(stack, path, {
    name: "finance-app-api-a19a27",
    network,
    protocol: "HTTP",
    port: 3000,
    healthCheck: {
      path: "/health",
      intervalSeconds: 30,
      timeoutSeconds: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      statusCodes: "200",
    },
    deregistrationDelaySeconds: 20,
    ...props,
  });
}
