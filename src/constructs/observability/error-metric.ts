import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";

import { literal } from "../../terraform/literal";
import type { MetricId } from "./metric";

export interface ErrorMetricProps {
  /** Whose errors they are, as in `api`. */
  readonly service: string;
  readonly logGroup: CloudwatchLogGroup;
  /** Which lines are errors (CloudWatch Logs User Guide, "Filter pattern syntax"). */
  readonly pattern: string;
  /** Where CloudWatch keeps the metric, as in `finance-app/staging`. */
  readonly namespace: string;
}

/**
 * Counts the lines of a service's log that tell of an error. A log without any counts as none, not as unknown (Amazon
 * CloudWatch Logs User Guide, "Creating metrics from log events using filters").
 *
 * Costs money: 0.30 US dollars a month for the metric, as long as something is logged.
 */
export class ErrorMetric extends Construct {
  /** What an alarm or a graph takes; its statistic is the sum. */
  public readonly metric: MetricId;

  public constructor(scope: Construct, id: string, { service, logGroup, pattern, namespace }: ErrorMetricProps) {
    super(scope, id);
    const name = `${service}-errors`;
    this.metric = { namespace, name, dimensions: {} };
    new CloudwatchLogMetricFilter(this, "Resource", {
      name,
      logGroupName: logGroup.name,
      pattern: literal(pattern),
      metricTransformation: { namespace, name, value: "1", defaultValue: "0", unit: "Count" },
    });
  }
}
