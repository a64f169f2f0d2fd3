import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  type ScalingPolicy,
} from "@aws-sdk/client-application-auto-scaling";
import type { Service } from "@aws-sdk/client-ecs";

import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import type { Scaling } from "../../terraform-json/services";
import type { DeclaredService } from "../synth/declared-services";
import type { Progress } from "../services/progress";
import { counted } from "../counted";

/** What scales a service by itself, as AWS knows it at this moment: a schedule may have changed its limits. */
export interface AutoScaling {
  /** `undefined` for a service that nothing scales. */
  readonly limits: Scaling | undefined;
  /** What it aims at, in words. */
  readonly targets: readonly string[];
  /** When schedules change the limits, in words. */
  readonly schedules: readonly string[];
}

export async function autoScalingOf({ region, clusterName, serviceName }: DeclaredService): Promise<AutoScaling> {
  const client = awsClient(ApplicationAutoScalingClient, region);
  const ServiceNamespace = "ecs" as const;
  const ResourceId = `service/${clusterName}/${serviceName}`;
  const [{ ScalableTargets = [] }, { ScalingPolicies = [] }, { ScheduledActions = [] }] = await Promise.all([
    client.send(new DescribeScalableTargetsCommand({ ServiceNamespace, ResourceIds: [ResourceId] })),
    client.send(new DescribeScalingPoliciesCommand({ ServiceNamespace, ResourceId })),
    client.send(new DescribeScheduledActionsCommand({ ServiceNamespace, ResourceId })),
  ]);
  const [target] = ScalableTargets;
  return {
    limits: target && { minTasks: target.MinCapacity ?? 0, maxTasks: target.MaxCapacity ?? 0 },
    targets: ScalingPolicies.flatMap(targetInWords),
    schedules: ScheduledActions.map(
      ({ Schedule = "", ScalableTargetAction: { MinCapacity = 0, MaxCapacity = 0 } = {} }) =>
        `${Schedule}: ${MinCapacity} to ${MaxCapacity}`,
    ),
  };
}

/** @throws Failure for a number of tasks outside the limits, with what to change */
export function checkCount({ key, environment }: DeclaredService, { limits }: AutoScaling, count: number): void {
  if (!limits || (count >= limits.minTasks && count <= limits.maxTasks)) return;
  const { minTasks, maxTasks } = limits;
  const attribute = count < minTasks ? "minTasks" : "maxTasks";
  throw new Failure(
    [
      `${key} of ${environment} may have ${minTasks} to ${maxTasks} tasks, not ${count}: auto scaling would take the change back at once.`,
      `Change services.${key}.scaling.${attribute} in its configuration, then:  npm run deploy -- ${environment}`,
    ].join("\n"),
  );
}

/** What auto scaling has to say about a number of tasks, line by line. */
export function describeAutoScaling({ limits, targets, schedules }: AutoScaling): string[] {
  if (!limits) return ["nothing scales this service by itself"];
  const { minTasks, maxTasks } = limits;
  return [
    targets.length > 0
      ? `auto scaling goes on between ${minTasks} and ${maxTasks} tasks, and may change the number soon: ${targets.join(", ")}`
      : `auto scaling holds it between ${minTasks} and ${maxTasks} tasks`,
    ...schedules.map((schedule) => `a schedule changes these limits, ${schedule}`),
  ];
}

/** How far a service is from a number of tasks. Somebody else may want another number meanwhile. */
export function tasksProgress(
  { desiredCount = 0, runningCount = 0, pendingCount = 0 }: Service,
  count: number,
): Progress {
  if (desiredCount !== count) {
    return {
      state: "failed",
      text: `auto scaling or another operator asks for ${counted(desiredCount, "task")} by now`,
    };
  }
  const text = [
    `${runningCount} of ${counted(count, "task")} run`,
    ...(pendingCount > 0 ? [`${pendingCount} start`] : []),
  ];
  return { state: runningCount === count ? "steady" : "in progress", text: text.join(", ") };
}

function targetInWords({ TargetTrackingScalingPolicyConfiguration: configuration }: ScalingPolicy): string[] {
  if (!configuration) return [];
  const metric = configuration.PredefinedMetricSpecification?.PredefinedMetricType ?? "a metric of its own";
  return [`${metric} at ${configuration.TargetValue ?? 0}`];
}
