import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

import type { AlarmTopic } from "./alarm-topic";
import type { Metric, MetricMath } from "./metric";

export interface AlarmProps {
  readonly name: string;
  /** What has happened and what to do about it, for the person on call. */
  readonly description: string;
  readonly topic: AlarmTopic;
  readonly metric: Metric | MetricMath;
  readonly threshold: { readonly atLeast: number } | { readonly atMost: number };
  readonly periodMinutes: 1 | 5 | 60 | 1440;
  /** How many of the latest periods must be so for an alarm. */
  readonly periods: { readonly alarming: number; readonly of: number };
  /** What a period without a value counts as; "ignore" leaves the alarm as it is. */
  readonly missingData: "breaching" | "ignore" | "missing" | "notBreaching";
}

/**
 * A CloudWatch alarm that tells its topic when it goes off and when it is over (Amazon CloudWatch User Guide, "Using
 * Amazon CloudWatch alarms").
 *
 * Costs money: 0.10 US dollars a month for each metric that it looks at.
 */
export class Alarm extends Construct {
  public readonly name: string;
  public readonly resource: CloudwatchMetricAlarm;

  public constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { name, description, topic, threshold, periods, missingData } = props;
    this.name = name;
    this.resource = new CloudwatchMetricAlarm(this, "Resource", {
      alarmName: name,
      alarmDescription: description,
      alarmActions: [topic.arn],
      okActions: [topic.arn],
      ...watched(props),
      ...("atLeast" in threshold
        ? { comparisonOperator: "GreaterThanOrEqualToThreshold", threshold: threshold.atLeast }
        : { comparisonOperator: "LessThanOrEqualToThreshold", threshold: threshold.atMost }),
      evaluationPeriods: periods.of,
      datapointsToAlarm: periods.alarming,
      treatMissingData: missingData,
    });
  }
}

function watched({ metric, periodMinutes }: AlarmProps): Partial<CloudwatchMetricAlarmConfig> {
  const period = periodMinutes * 60;
  if ("expression" in metric) return { metricQuery: queries(metric, period) };
  const { namespace, name, dimensions, statistic } = metric;
  return {
    namespace,
    metricName: name,
    dimensions,
    period,
    // Of few requests the slowest stands for the slowest of a hundred: otherwise quiet services could never raise an alarm.
    ...(/^p\d/.test(statistic)
      ? { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "evaluate" }
      : { statistic }),
  };
}

function queries({ expression, label, metrics }: MetricMath, period: number): CloudwatchMetricAlarmMetricQuery[] {
  return [
    { id: "result", expression, label, returnData: true },
    ...Object.entries(metrics).map(([id, { namespace, name: metricName, dimensions, statistic: stat }]) => ({
      id,
      metric: { namespace, metricName, dimensions, stat, period },
      returnData: false,
    })),
  ];
}
