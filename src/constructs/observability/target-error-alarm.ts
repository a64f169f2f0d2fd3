import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

import type { ApplicationLoadBalancer } from "../ingress/application-load-balancer";
import type { TargetGroup } from "../ingress/target-group";

export interface TargetErrorAlarmProps {
  readonly name: string;
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly targetGroup: TargetGroup;
  /** Answers with a status from 500 on, within a minute, that are too many. */
  readonly errorsPerMinute: number;
}

/**
 * Goes off when the tasks behind a target group fail to answer: what takes a deployment back that looked healthy.
 *
 * Costs money: 0.10 US dollars a month.
 */
export class TargetErrorAlarm extends Construct {
  public readonly resource: CloudwatchMetricAlarm;

  public constructor(
    scope: Construct,
    id: string,
    { name, loadBalancer, targetGroup, errorsPerMinute }: TargetErrorAlarmProps,
  ) {
    super(scope, id);
    this.resource = new CloudwatchMetricAlarm(this, "Resource", {
      alarmName: name,
      alarmDescription:
        "Tasks answer with errors: a deployment in progress is taken back. Read the service's log group.",
      namespace: "AWS/ApplicationELB",
      metricName: "HTTPCode_Target_5XX_Count",
      dimensions: { LoadBalancer: loadBalancer.resource.arnSuffix, TargetGroup: targetGroup.resource.arnSuffix },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: errorsPerMinute,
      treatMissingData: "notBreaching",
    });
  }
}
