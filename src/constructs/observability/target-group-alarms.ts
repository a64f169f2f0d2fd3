import type { Construct } from "constructs";

import type { ApplicationLoadBalancer } from "../ingress/application-load-balancer";
import type { TargetGroup } from "../ingress/target-group";
import { Alarms, type AlarmsProps, type Threshold } from "./alarms";
import { errorShare, type Metric } from "./metric";
import { replacementMinutes } from "./replacement-time";

export interface TargetGroupAlarmsProps extends AlarmsProps {
  /** What the service is called, for the descriptions. */
  readonly service: string;
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly targetGroup: TargetGroup;
  /** How long a new task may fail its health checks. */
  readonly gracePeriodSeconds: number;
  /** Share of requests. */
  readonly errorPercent: Threshold;
  /** Errors a minute below which their share does not matter. */
  readonly leastErrorsPerMinute: number;
  /** Of the slowest of a hundred answers. */
  readonly latencySeconds: Threshold;
  readonly unhealthyTargets: Threshold;
}

/**
 * How the tasks behind a target group answer: with errors, late, or not at all. A deployment during which one of these
 * goes off is taken back (Elastic Load Balancing, "CloudWatch metrics for your Application Load Balancer").
 *
 * Costs money: an alarm on two metrics and two on one.
 */
export class TargetGroupAlarms extends Alarms {
  public constructor(scope: Construct, id: string, props: TargetGroupAlarmsProps) {
    super(scope, id, props);
    this.watchErrors(props);
    this.watchLatency(props);
    this.watchHealth(props);
  }

  private watchErrors(props: TargetGroupAlarmsProps): void {
    const { service, errorPercent, leastErrorsPerMinute } = props;
    if (errorPercent === "none") return;
    this.add("errors", {
      description: `Tasks of ${service} answer ${errorPercent} percent of requests or more with an error. Read the service's log group. A deployment in progress is taken back by itself; if the last one brought it, deploy the revision before.`,
      metric: errorShare(
        {
          errors: metricOf(props, "HTTPCode_Target_5XX_Count", "Sum"),
          requests: metricOf(props, "RequestCount", "Sum"),
        },
        leastErrorsPerMinute,
      ),
      threshold: { atLeast: errorPercent },
      periodMinutes: 1,
      periods: { alarming: 2, of: 3 },
      missingData: "notBreaching", // without requests there are no errors
    });
  }

  private watchLatency(props: TargetGroupAlarmsProps): void {
    const { service, latencySeconds } = props;
    if (latencySeconds === "none") return;
    this.add("latency", {
      description: `The slowest of a hundred answers of ${service} take ${latencySeconds} seconds or longer. See whether the service's or the database's CPU or connections are used up; otherwise look for slow requests in the log group. More tasks (scaling.maxTasks) help only in the first case.`,
      metric: metricOf(props, "TargetResponseTime", "p99"),
      threshold: { atLeast: latencySeconds },
      periodMinutes: 1,
      periods: { alarming: 3, of: 5 },
      missingData: "notBreaching", // without requests there is no latency
    });
  }

  private watchHealth(props: TargetGroupAlarmsProps): void {
    const { service, unhealthyTargets, gracePeriodSeconds } = props;
    if (unhealthyTargets === "none") return;
    const minutes = replacementMinutes(gracePeriodSeconds);
    this.add("unhealthy-targets", {
      description: `${unhealthyTargets} or more tasks of ${service} have failed their health check for ${minutes} minutes, so that ECS replaces them again and again. Read the log group of tasks that were stopped, and ask one for its health check's path.`,
      metric: metricOf(props, "UnHealthyHostCount", "Maximum"),
      threshold: { atLeast: unhealthyTargets },
      periodMinutes: 1,
      periods: { alarming: minutes, of: minutes },
      missingData: "notBreaching", // without targets none is unhealthy
    });
  }
}

function metricOf(
  { loadBalancer, targetGroup }: TargetGroupAlarmsProps,
  name: string,
  statistic: Metric["statistic"],
): Metric {
  const dimensions = { LoadBalancer: loadBalancer.resource.arnSuffix, TargetGroup: targetGroup.resource.arnSuffix };
  return { namespace: "AWS/ApplicationELB", name, dimensions, statistic };
}
