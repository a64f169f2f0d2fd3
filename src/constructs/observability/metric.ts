/** What CloudWatch knows a metric by. */
export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A metric as one number for each period. */
export interface Metric extends MetricId {
  /** What is made of the values within a period: `p99` and the like are percentiles. */
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum" | `p${number}`;
}

/** What is computed of metrics (Amazon CloudWatch, "Using math expressions with CloudWatch metrics"). */
export interface MetricMath {
  /** Over the metrics by their keys, as in `100 * errors / requests`. */
  readonly expression: string;
  /** What comes out, in words. */
  readonly label: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** Errors as a share of requests in percent, and 0 where there are too few errors to matter. */
export function errorShare(metrics: { errors: Metric; requests: Metric }, leastErrors: number): MetricMath {
  const errors = "FILL(errors, 0)";
  return {
    // What a load balancer answers without a task is no request in its metrics.
    expression: `IF(${errors} >= ${leastErrors}, 100 * ${errors} / MAX([${errors}, FILL(requests, 0)]), 0)`,
    label: "Errors in percent of requests",
    metrics,
  };
}
