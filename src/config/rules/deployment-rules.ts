import { deploymentConfigurationName } from "../../naming/deployment-configuration";
import { nameKinds } from "../../naming/name-kinds";
import type { Environment } from "../environment";
import type { Problem } from "../problems";
import { routeOf } from "../routes";
import { namesOf } from "../given-names";

export function deploymentRules(environment: Environment): Problem[] {
  return [
    ...images(environment),
    ...blueGreen(environment),
    ...rollingWithSecondColor(environment),
    ...roomToReplace(environment),
    ...configurationNames(environment),
  ];
}

function images({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, { repository, publicImage }]) => {
    if ((repository === undefined) !== (publicImage === undefined)) return [];
    const found = repository === undefined ? "neither" : "both";
    return [
      {
        path: `services.${key}`,
        message: `expected either repository or publicImage, got ${found}; say where its image comes from`,
      },
    ];
  });
}

function blueGreen(environment: Environment): Problem[] {
  return Object.entries(environment.services).flatMap(([key, { deployment }]) => {
    if (deployment.kind !== "blue-green") return [];
    const route = routeOf(environment, key);
    if (!route) {
      return [
        {
          path: `services.${key}.deployment`,
          message:
            'blue-green moves requests behind a load balancer, and the service has no ingress; add ingress, or choose kind: "rolling"',
        },
      ];
    }
    const balancer = environment.loadBalancers[route.loadBalancer ?? ""];
    if (!balancer || balancer.testListener) return [];
    return [
      {
        path: `loadBalancers.${route.loadBalancer ?? ""}.testListener`,
        message: `missing, but ${key} is deployed blue-green; say who may see new tasks beforehand`,
      },
    ];
  });
}

/** `-bl` marks the second target group of a blue/green service, and pipelines rely on it. */
function rollingWithSecondColor(environment: Environment): Problem[] {
  const names = namesOf(environment);
  return Object.entries(environment.services).flatMap(([service, { deployment, ingress }]) => {
    if (deployment.kind === "blue-green" || !ingress) return [];
    const name = names.of("targetGroup", { service, color: "gr", hash: "000000" });
    if (!name.endsWith("-bl")) return [];
    return [
      {
        path: `services.${service}.deployment`,
        message: `a rolling service has one target group, and "${name}" is named like the second one of a blue-green service; change names.targetGroup, or the deployment`,
      },
    ];
  });
}

/** To replace a task ECS must be allowed to run one fewer, or one more. */
function roomToReplace({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, { deployment }]) => {
    if (deployment.kind !== "rolling") return [];
    const { minimumHealthyPercent, maximumPercent } = deployment;
    if (minimumHealthyPercent < maximumPercent) return [];
    return [
      {
        path: `services.${key}.deployment.minimumHealthyPercent`,
        message: `${minimumHealthyPercent} is not below maximumPercent ${maximumPercent}, so no task could be replaced; lower it, or raise maximumPercent`,
      },
    ];
  });
}

/** A deployment configuration is named after its application, which may fit where the longer name does not. */
function configurationNames(environment: Environment): Problem[] {
  const names = namesOf(environment);
  const { maxLength } = nameKinds.codeDeploy;
  return Object.entries(environment.services).flatMap(([service, { deployment }]) => {
    if (deployment.kind !== "blue-green" || deployment.traffic.kind === "all-at-once") return [];
    const name = deploymentConfigurationName(names.of("codeDeploy", { service }), deployment.traffic);
    if (name.length <= maxLength) return [];
    return [
      {
        path: `services.${service}.deployment.traffic`,
        message: `the deployment configuration "${name}" has ${name.length} characters, and CodeDeploy takes ${maxLength}; shorten names.codeDeploy`,
      },
    ];
  });
}
