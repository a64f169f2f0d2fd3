import type { Environment } from "../environment";
import { allListenerRules } from "../listener-rules";
import type { Problem } from "../problems";
import { routesOf } from "../routes";

/** Quotas of Elastic Load Balancing that cannot be raised ("Quotas for your Application Load Balancers"). */
const most = { wildcards: 6, targetGroups: 100 };

export function loadBalancerRules(environment: Environment): Problem[] {
  return [...tooManyWildcards(environment), ...tooManyTargetGroups(environment)];
}

function tooManyWildcards(environment: Environment): Problem[] {
  return allListenerRules(environment).flatMap(({ origin, host, path }) => {
    const wildcards = [host, path].join("").match(/[*?]/g)?.length ?? 0;
    if (wildcards <= most.wildcards) return [];
    return [
      {
        path: origin,
        message: `${wildcards} wildcards in the host and ${path ?? "every path"}; a listener rule takes ${most.wildcards}, so write fewer of * and ?`,
      },
    ];
  });
}

function tooManyTargetGroups(environment: Environment): Problem[] {
  const routes = routesOf(environment);
  return Object.keys(environment.loadBalancers).flatMap((key) => {
    const targetGroups = routes
      .filter(({ loadBalancer }) => loadBalancer === key)
      .map(({ service }) => (environment.services[service]?.deployment.kind === "blue-green" ? 2 : 1))
      .reduce((sum, count) => sum + count, 0);
    if (targetGroups <= most.targetGroups) return [];
    return [
      {
        path: `loadBalancers.${key}`,
        message: `its services have ${targetGroups} target groups, two for each blue-green one, and a load balancer takes ${most.targetGroups}; give some of them another load balancer`,
      },
    ];
  });
}
