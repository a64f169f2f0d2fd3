import type { Construct } from "constructs";

import type { ApplicationLoadBalancer } from "../ingress/application-load-balancer";
import { Alarms, type AlarmsProps, type Threshold } from "./alarms";
import { errorShare, type Metric } from "./metric";

export interface LoadBalancerAlarmsProps extends AlarmsProps {
  readonly loadBalancer: ApplicationLoadBalancer;
  /** Share of requests. */
  readonly errorPercent: Threshold;
  /** Errors a minute below which their share does not matter. */
  readonly leastErrorsPerMinute: number;
  /** In a minute. */
  readonly rejectedConnections: Threshold;
}

/**
 * What a load balancer itself gets wrong; what its targets answer is the target groups' (Elastic Load Balancing,
 * "CloudWatch metrics for your Application Load Balancer").
 *
 * Costs money: an alarm on two metrics and one on one.
 */
export class LoadBalancerAlarms extends Alarms {
  public constructor(scope: Construct, id: string, props: LoadBalancerAlarmsProps) {
    super(scope, id, props);
    this.watchErrors(props);
    this.watchConnections(props);
  }

  private watchErrors({ loadBalancer, errorPercent, leastErrorsPerMinute }: LoadBalancerAlarmsProps): void {
    if (errorPercent === "none") return;
    this.add("errors", {
      description: `The load balancer answers ${errorPercent} percent of requests or more with an error of its own. 503: a service has no healthy task, see its unhealthy targets and its running tasks. 502 and 504: tasks close connections or answer too late, see their logs. Its access logs name the requests.`,
      metric: errorShare(
        {
          errors: metricOf(loadBalancer, "HTTPCode_ELB_5XX_Count"),
          requests: metricOf(loadBalancer, "RequestCount"),
        },
        leastErrorsPerMinute,
      ),
      threshold: { atLeast: errorPercent },
      periodMinutes: 1,
      periods: { alarming: 3, of: 5 },
      missingData: "notBreaching", // without requests there are no errors
    });
  }

  private watchConnections({ loadBalancer, rejectedConnections }: LoadBalancerAlarmsProps): void {
    if (rejectedConnections === "none") return;
    this.add("rejected-connections", {
      description:
        "The load balancer turns connections away since it has as many as it can. See in its access logs who connects: block an attack, or ask AWS for more capacity units.",
      metric: metricOf(loadBalancer, "RejectedConnectionCount"),
      threshold: { atLeast: rejectedConnections },
      periodMinutes: 1,
      periods: { alarming: 2, of: 5 },
      missingData: "notBreaching", // it is told only when there are some
    });
  }
}

function metricOf({ resource }: ApplicationLoadBalancer, name: string): Metric {
  return { namespace: "AWS/ApplicationELB", name, dimensions: { LoadBalancer: resource.arnSuffix }, statistic: "Sum" };
}
