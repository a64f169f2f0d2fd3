import type { TerraformStack } from "cdktf";

import type { ServiceTarget } from "../../src/constructs/containers/fargate-service";
import type { TargetGroup } from "../../src/constructs/ingress/target-group";
import { loadBalancer, targetGroup } from "./load-balancer";

const container = { containerName: "api", containerPort: 3000, gracePeriodSeconds: 60 };
const routes = [{ host: "api.finance-app.com", priority: 1 }];

/** One target group at the path `target-group`, and the rules `load-balancer/attachment-api` and `route-api_finance-app_com`. */
export function rollingTarget(stack: TerraformStack): ServiceTarget {
  const balancer = loadBalancer(stack);
  const group = targetGroup(stack);
  const rules = balancer.addRoutes("api", { routes, targetGroup: group });
  const attachment = balancer.attach("api", group);
  return { ...container, loadBalancer: balancer, targetGroup: group, rules, attachment };
}

/** Two target groups, at `target-group` and `alternative`, and the rules `route-api_finance-app_com` and `test-route-api_finance-app_com`. */
export function blueGreenTarget(stack: TerraformStack): ServiceTarget & { readonly alternative: TargetGroup } {
  const balancer = loadBalancer(stack, { testListener: { port: 8443, allowedCidrs: ["192.0.2.0/24"] } });
  const group = targetGroup(stack);
  const alternative = targetGroup(stack, "alternative");
  const rules = balancer.addRoutes("api", { routes, targetGroup: group, alternative });
  return { ...container, loadBalancer: balancer, targetGroup: group, alternative, rules };
}
