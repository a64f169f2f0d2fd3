import type { Environment } from "./environment";
import type { ServiceThresholds, Threshold } from "./monitoring";

/** When one service is in trouble: the environment's thresholds, with the service's own over them. */
export function thresholdsOf(
  { monitoring, services }: Pick<Environment, "monitoring" | "services">,
  key: string,
): ServiceThresholds {
  return { ...monitoring.services, ...services[key]?.alarms };
}

/** Free storage in percent below which RDS enlarges it by itself, where it may (Amazon RDS, "Managing capacity automatically"). */
export const enlargedBelowPercent = 10;

/** From how little free storage on it is an alarm, in percent of what was allocated. */
export function freeStoragePercentOf({
  database,
  monitoring,
}: Pick<Environment, "monitoring" | "database">): Threshold {
  return monitoring.database.freeStoragePercent ?? (database?.maxAllocatedStorageGiB === undefined ? 15 : 5);
}

/** The kinds of alarm that are kept for each target group. */
const ofEachTargetGroup = ["errorPercent", "latencySeconds", "unhealthyTargets"] as const;

/** How many alarms of a blue/green service, with its two target groups, take a deployment back. */
export function rollbackAlarmsOf(thresholds: ServiceThresholds): number {
  return 2 * ofEachTargetGroup.filter((name) => thresholds[name] !== "none").length;
}
