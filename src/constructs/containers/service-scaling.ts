import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Token } from "cdktf";
import { Construct } from "constructs";

import { addressOf } from "../../terraform/address";
import { ignoredBy } from "../../terraform/ownership";
import type { ApplicationLoadBalancer } from "../ingress/application-load-balancer";
import type { TargetGroup } from "../ingress/target-group";
import type { Cluster } from "./cluster";
import type { FargateService } from "./fargate-service";

/** Limits that hold from a moment on, again and again. */
export interface ScalingSchedule {
  /** AWS's schedule expression, as in `cron(0 8 ? * MON-FRI *)`. */
  readonly schedule: string;
  /** As in `Europe/Berlin`. */
  readonly timezone: string;
  readonly minTasks: number;
  readonly maxTasks: number;
}

export interface ServiceScalingProps {
  readonly cluster: Cluster;
  readonly service: FargateService;
  readonly minTasks: number;
  readonly maxTasks: number;
  /** Average CPU use to aim at. @default not scaled by CPU */
  readonly cpuPercent?: number | undefined;
  /** Average memory use to aim at. @default not scaled by memory */
  readonly memoryPercent?: number | undefined;
  /** Requests a minute for each task to aim at, and where they are counted. @default not scaled by requests */
  readonly requests?:
    | { readonly perTarget: number; readonly loadBalancer: ApplicationLoadBalancer; readonly targetGroup: TargetGroup }
    | undefined;
  /** By name. */
  readonly schedules: Readonly<Record<string, ScalingSchedule>>;
}

/**
 * How many tasks a service has: as many as its targets need (Amazon ECS Developer Guide, "Use a target metric to scale
 * Amazon ECS services"), within limits that schedules may change. A service that waits for its first image has no task.
 *
 * AWS deletes all of it with the service, so it is replaced with each new one.
 *
 * Costs money: the alarms that AWS makes for each target.
 */
export class ServiceScaling extends Construct {
  private readonly target: AppautoscalingTarget;
  private readonly service: FargateService;

  public constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const { cluster, service, minTasks, maxTasks } = props;
    const { firstImage } = service;
    const hasSchedules = Object.keys(props.schedules).length > 0;
    this.service = service;
    this.target = new AppautoscalingTarget(this, "Resource", {
      serviceNamespace: "ecs",
      resourceId: `service/${cluster.resource.name}/${service.resource.name}`,
      scalableDimension: "ecs:service:DesiredCount",
      minCapacity: firstImage ? Token.asNumber(firstImage.choose(0, minTasks)) : minTasks,
      maxCapacity: maxTasks,
      ...(firstImage &&
        hasSchedules && { suspendedState: { scheduledScalingSuspended: firstImage.choose(true, false) } }),
      lifecycle: {
        ...this.goesWithService,
        ...(hasSchedules && { ignoreChanges: ignoredBy("aws_appautoscaling_target", ["scheduled scaling"]) }),
      },
    });
    this.followTargets(props);
    this.followClock(props.schedules);
  }

  private followTargets({ cpuPercent, memoryPercent, requests }: ServiceScalingProps): void {
    if (cpuPercent !== undefined)
      this.aimAt("cpu", cpuPercent, { predefinedMetricType: "ECSServiceAverageCPUUtilization" });
    if (memoryPercent !== undefined)
      this.aimAt("memory", memoryPercent, { predefinedMetricType: "ECSServiceAverageMemoryUtilization" });
    if (requests) {
      this.aimAt("requests", requests.perTarget, {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: `${requests.loadBalancer.resource.arnSuffix}/${requests.targetGroup.resource.arnSuffix}`,
      });
    }
  }

  private aimAt(
    name: string,
    targetValue: number,
    metric: { predefinedMetricType: string; resourceLabel?: string },
  ): void {
    new AppautoscalingPolicy(this, name, {
      ...this.scalableTarget(),
      name,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue,
        predefinedMetricSpecification: metric,
        scaleOutCooldown: 60,
        scaleInCooldown: 300,
      },
      lifecycle: this.goesWithService,
    });
  }

  private followClock(schedules: Readonly<Record<string, ScalingSchedule>>): void {
    for (const [name, { schedule, timezone, minTasks, maxTasks }] of Object.entries(schedules)) {
      new AppautoscalingScheduledAction(this, `schedule-${name}`, {
        ...this.scalableTarget(),
        name,
        schedule,
        timezone,
        scalableTargetAction: { minCapacity: String(minTasks), maxCapacity: String(maxTasks) },
        lifecycle: this.goesWithService,
      });
    }
  }

  private get goesWithService(): { replaceTriggeredBy: string[] } {
    return { replaceTriggeredBy: [`${addressOf(this.service.resource)}.id`] };
  }

  private scalableTarget(): { serviceNamespace: string; resourceId: string; scalableDimension: string } {
    const { serviceNamespace, resourceId, scalableDimension } = this.target;
    return { serviceNamespace, resourceId, scalableDimension };
  }
}
