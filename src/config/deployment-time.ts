import type { Service } from "./service";

/** Fargate's time to find room, pull an image of a few gigabytes and start its containers. */
const startSeconds = 300;

/** After so many tasks that failed ECS takes a deployment of a few tasks back. */
const failuresUntilRollback = 3;

/** How long a release may run before the application starts. */
const releaseSeconds = 1800;

/** Terraform waits no longer, however long a task may be unhealthy. */
const mostMinutes = 24 * 60;

/**
 * How long a rolling deployment may take before waiting for it is given up, in minutes: the first one until ECS gives up on
 * it; a later one until all its tasks are replaced, or until ECS has given up and replaced them back (Amazon ECS Developer
 * Guide, "How the Amazon ECS deployment circuit breaker detects failures", "Deployment configuration").
 */
export function deploymentMinutes(service: Service): { readonly first: number; readonly later: number } {
  const release = service.release ? releaseSeconds : 0;
  const attempts = failuresUntilRollback * (startSeconds + settlingSeconds(service));
  const replacements = 2 * batches(service) * (startSeconds + settlingSeconds(service) + leavingSeconds(service));
  return { first: minutes(attempts + release), later: minutes(attempts + replacements + 2 * release) };
}

/** How long a new task may be unhealthy. */
function settlingSeconds({ ingress, healthCheck }: Service): number {
  const { startPeriodSeconds = 0, intervalSeconds = 0, retries = 0 } = healthCheck ?? {};
  return Math.max(ingress?.gracePeriodSeconds ?? 0, startPeriodSeconds + intervalSeconds * retries);
}

function leavingSeconds({ ingress, stopTimeoutSeconds }: Service): number {
  return (ingress?.deregistrationDelaySeconds ?? 0) + stopTimeoutSeconds;
}

/** In how many parts as many tasks as there may be are replaced. */
function batches({ deployment, scaling: { maxTasks } }: Service): number {
  if (deployment.kind === "blue-green") return 1;
  const most = Math.floor((maxTasks * deployment.maximumPercent) / 100);
  const least = Math.ceil((maxTasks * deployment.minimumHealthyPercent) / 100);
  return Math.ceil(maxTasks / Math.max(1, most - least));
}

function minutes(seconds: number): number {
  return Math.min(mostMinutes, Math.ceil(seconds / 60));
}
