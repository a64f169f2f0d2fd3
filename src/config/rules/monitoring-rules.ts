import { enlargedBelowPercent, freeStoragePercentOf, rollbackAlarmsOf, thresholdsOf } from "../alarm-thresholds";
import type { Environment } from "../environment";
import { instanceClasses } from "../instance-classes";
import type { ServiceThresholds, Threshold } from "../monitoring";
import type { Problem } from "../problems";
import { routeOf } from "../routes";
import type { Service } from "../service";

/** What is wrong with a threshold that an alarm could have, or nothing. */
type Limit = (value: number) => string | undefined;

const alwaysUpTo =
  (bound: number, why: string): Limit =>
  (value) =>
    value <= bound ? `${value} would always fire, since ${why}; choose more than ${bound}` : undefined;
const alwaysFrom =
  (bound: number, why: string): Limit =>
  (value) =>
    value >= bound ? `${value} would always fire, since ${why}; choose less than ${bound}` : undefined;
const neverUpTo =
  (bound: number, why: string): Limit =>
  (value) =>
    value <= bound ? `${value} could never fire in time, since ${why}; choose more than ${bound}` : undefined;
const neverAbove =
  (bound: number, why: string): Limit =>
  (value) =>
    value > bound ? `${value} could never fire, since ${why}; choose at most ${bound}` : undefined;
const neverFrom =
  (bound: number, why: string): Limit =>
  (value) =>
    value >= bound ? `${value} could never fire, since ${why}; choose less than ${bound}` : undefined;

function problemsOf(path: string, value: Threshold | undefined, limits: readonly Limit[]): Problem[] {
  if (value === undefined || value === "none") return [];
  const message = limits.map((limit) => limit(value)).find((found) => found !== undefined);
  return message === undefined ? [] : [{ path, message }];
}

const shareOf = (whole: string): Limit[] => [
  alwaysUpTo(0, `there is no smaller share of ${whole}`),
  neverAbove(100, `there are only 100 percent of ${whole}`),
];
const counted = (what: string): Limit[] => [alwaysUpTo(0, `there are never fewer than 0 ${what}`)];

/** Limits that hold for every service. */
const serviceLimits: Readonly<Record<keyof ServiceThresholds, readonly Limit[]>> = {
  errorPercent: shareOf("requests"),
  leastErrorsPerMinute: counted("errors"),
  latencySeconds: [alwaysUpTo(0, "every answer takes longer")],
  unhealthyTargets: counted("unhealthy tasks"),
  cpuPercent: shareOf("a task's CPU"),
  memoryPercent: shareOf("a task's memory"),
};
const ofTargets: readonly (keyof ServiceThresholds)[] = [
  "errorPercent",
  "leastErrorsPerMinute",
  "latencySeconds",
  "unhealthyTargets",
];

/** What a NAT gateway carries at most: 100 gigabits a second (Amazon VPC, "NAT gateway basics"). */
const natGiBPerHour = Math.floor(((100e9 / 8) * 3600) / 1024 ** 3);
/** Days before its end on which AWS renews a certificate, at the latest (ACM, "Managed certificate renewal"). */
const renewedDaysBefore = 45;
/** PostgreSQL on RDS takes a quarter of the memory for its buffers (Amazon RDS, "shared_buffers"). */
const freeMemoryPercent = 75;
/** Alarms that a deployment group takes (CodeDeploy, "Quotas"). */
const alarmsOfDeploymentGroup = 10;

/** Whatever would make an alarm that can never fire, or one that always does. */
export function monitoringRules(environment: Environment): Problem[] {
  return [
    ...general(environment),
    ...database(environment),
    ...Object.entries(environment.services).flatMap(([key, service]) => ofService(environment, key, service)),
  ];
}

function general({ monitoring }: Environment): Problem[] {
  const { loadBalancers, network, certificates } = monitoring;
  return [
    ...thresholdsWithin("monitoring.services", monitoring.services),
    ...problemsOf("monitoring.loadBalancers.errorPercent", loadBalancers.errorPercent, shareOf("requests")),
    ...problemsOf(
      "monitoring.loadBalancers.leastErrorsPerMinute",
      loadBalancers.leastErrorsPerMinute,
      counted("errors"),
    ),
    ...problemsOf(
      "monitoring.loadBalancers.rejectedConnections",
      loadBalancers.rejectedConnections,
      counted("rejected connections"),
    ),
    ...problemsOf(
      "monitoring.loadBalancers.blockedRequests",
      loadBalancers.blockedRequests,
      counted("blocked requests"),
    ),
    ...problemsOf("monitoring.network.natGiBPerHour", network.natGiBPerHour, [
      ...counted("GiB"),
      neverAbove(natGiBPerHour, "a NAT gateway carries no more"),
    ]),
    ...problemsOf("monitoring.certificates.daysToExpiry", certificates.daysToExpiry, [
      neverUpTo(0, "the certificate has ended by then"),
      alwaysFrom(renewedDaysBefore, "AWS renews a certificate only then"),
    ]),
  ];
}

function thresholdsWithin(path: string, thresholds: Partial<ServiceThresholds>): Problem[] {
  const names = Object.keys(serviceLimits) as (keyof ServiceThresholds)[];
  return names.flatMap((name) => problemsOf(`${path}.${name}`, thresholds[name], serviceLimits[name]));
}

function database(environment: Environment): Problem[] {
  const { database: config, monitoring } = environment;
  if (!config) return [];
  const { cpuPercent, freeMemoryPercent: freeMemory, connectionsPercent } = monitoring.database;
  const path = "monitoring.database";
  const derived = [freeMemory, connectionsPercent].some((threshold) => threshold !== "none");
  const unknownClass =
    derived && !instanceClasses.has(config.instanceClass)
      ? [
          {
            path: "database.instanceClass",
            message: `the memory of ${config.instanceClass} is not known, which alarms follow from; add it to src/config/instance-classes.ts, or set ${path}.freeMemoryPercent and connectionsPercent to "none"`,
          },
        ]
      : [];
  const enlarged =
    config.maxAllocatedStorageGiB === undefined
      ? []
      : [alwaysFrom(enlargedBelowPercent, `RDS enlarges the storage only below ${enlargedBelowPercent} percent`)];
  return [
    ...unknownClass,
    ...problemsOf(`${path}.cpuPercent`, cpuPercent, shareOf("the database's CPU")),
    ...problemsOf(`${path}.freeMemoryPercent`, freeMemory, [
      neverUpTo(0, "nothing is free by then"),
      alwaysFrom(freeMemoryPercent, "PostgreSQL takes a quarter of the memory for its buffers"),
    ]),
    ...problemsOf(`${path}.freeStoragePercent`, freeStoragePercentOf(environment), [
      neverUpTo(0, "nothing is free by then"),
      ...enlarged,
      alwaysFrom(100, "PostgreSQL itself takes some of the storage"),
    ]),
    ...problemsOf(`${path}.connectionsPercent`, connectionsPercent, [
      alwaysUpTo(0, "there are never fewer than 0 connections"),
      neverAbove(100, `${config.instanceClass} refuses further connections`),
    ]),
  ];
}

function ofService(environment: Environment, key: string, service: Service): Problem[] {
  const path = `services.${key}.alarms`;
  const own = thresholdsWithin(path, service.alarms);
  if (own.length > 0) return own;
  return [
    ...withoutIngress(path, service),
    ...aboveWhatScalingAimsAt(environment, key, service),
    ...reachable(environment, key, service),
    ...tooManyForCodeDeploy(environment, key, service),
  ];
}

function withoutIngress(path: string, { ingress, alarms }: Service): Problem[] {
  if (ingress) return [];
  return ofTargets
    .filter((name) => alarms[name] !== undefined)
    .map((name) => ({
      path: `${path}.${name}`,
      message: "could never fire: the service has no ingress, so it is not measured; remove it, or add ingress",
    }));
}

/** Scaling waits for the use that it aims at, and then needs some minutes: that is no reason to wake anybody. */
function aboveWhatScalingAimsAt(environment: Environment, key: string, { scaling }: Service): Problem[] {
  const thresholds = thresholdsOf(environment, key);
  return (["cpuPercent", "memoryPercent"] as const).flatMap((name) => {
    const [threshold, target] = [thresholds[name], scaling[name]];
    if (threshold === "none" || target === undefined || threshold > target) return [];
    return [
      {
        path: `services.${key}.alarms.${name}`,
        message: `${threshold} would fire whenever scaling does its work, since it aims at ${target}; choose more than ${target}, or lower scaling.${name}`,
      },
    ];
  });
}

function reachable(environment: Environment, key: string, { scaling }: Service): Problem[] {
  const route = routeOf(environment, key);
  if (!route) return [];
  const { latencySeconds, unhealthyTargets } = thresholdsOf(environment, key);
  const balancer = environment.loadBalancers[route.loadBalancer ?? ""];
  const mostTasks = Math.max(scaling.maxTasks, ...Object.values(scaling.schedules).map(({ maxTasks }) => maxTasks));
  return [
    ...(balancer
      ? problemsOf(`services.${key}.alarms.latencySeconds`, latencySeconds, [
          neverFrom(
            balancer.idleTimeoutSeconds,
            `load balancer ${route.loadBalancer ?? ""} gives up after ${balancer.idleTimeoutSeconds} seconds (idleTimeoutSeconds)`,
          ),
        ])
      : []),
    ...problemsOf(`services.${key}.alarms.unhealthyTargets`, unhealthyTargets, [
      neverAbove(mostTasks, `there are at most ${mostTasks} tasks (scaling.maxTasks)`),
    ]),
  ];
}

function tooManyForCodeDeploy(environment: Environment, key: string, { deployment }: Service): Problem[] {
  if (deployment.kind !== "blue-green") return [];
  const own = rollbackAlarmsOf(thresholdsOf(environment, key));
  const total = own + deployment.rollbackAlarms.length;
  if (total <= alarmsOfDeploymentGroup) return [];
  return [
    {
      path: `services.${key}.deployment.rollbackAlarms`,
      message: `${deployment.rollbackAlarms.length} beside the service's own ${own} are ${total}, and CodeDeploy takes ${alarmsOfDeploymentGroup}; remove ${total - alarmsOfDeploymentGroup}`,
    },
  ];
}
