import type { Deployment as EcsDeployment, Service } from "@aws-sdk/client-ecs";

import type { Deployment, DeploymentOutcome } from "../../report/facts";
import { primaryOf } from "../services/running-service";

/** ARNs of the target groups that a service's tasks are registered with now. */
export function targetGroupsOf(service: Service): string[] {
  return (primaryOf(service).loadBalancers ?? []).flatMap(({ targetGroupArn }) => targetGroupArn ?? []);
}

/** The last deployment of a service that ECS deploys. */
export function rollingDeployment({ deployments = [], deploymentController }: Service): Deployment | undefined {
  if (deploymentController?.type === "CODE_DEPLOY") return undefined;
  const primary = deployments.find(({ status }) => status === "PRIMARY");
  if (!primary) return undefined;
  const failed = deployments.find(({ rolloutState }) => rolloutState === "FAILED");
  const { rolloutStateReason, updatedAt, createdAt } = failed ?? primary;
  return {
    outcome: outcomeOf(failed ?? primary),
    at: (updatedAt ?? createdAt)?.toISOString(),
    reason: rolloutStateReason,
  };
}

function outcomeOf({ rolloutState, rolloutStateReason = "", ...deployment }: EcsDeployment): DeploymentOutcome {
  if (rolloutState === "FAILED") return "failed";
  // ECS deploys the revision before again, and says so in that deployment's reason.
  if (/roll(ed|ing) back/i.test(rolloutStateReason)) return "rolled back";
  if (rolloutState !== undefined) return rolloutState === "COMPLETED" ? "succeeded" : "in progress";
  return deployment.runningCount === deployment.desiredCount ? "succeeded" : "in progress";
}
