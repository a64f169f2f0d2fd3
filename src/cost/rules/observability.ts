import { type Body, nestedBlock, nestedBlocks, numberOf, textOf } from "../../terraform-json/body";
import type { Stack } from "../stack";
import { type Charge, type Rule, daysOf, secondsOf } from "./rule";

export const logGroup: Rule = (group, stack) => {
  const { body } = group;
  const isFlowLog = stack.referringTo(group, "aws_flow_log", "log_destination").length > 0;
  const isVended = isFlowLog || textOf(body.name)?.startsWith("aws-waf-logs-") === true;
  const gb = stack.assume(isFlowLog ? "flowLogGb" : "logGb");
  const kind = isFlowLog ? "flow logs" : "logs";
  const isInfrequent = body.log_group_class === "INFREQUENT_ACCESS";
  return [
    {
      component: "observability",
      what: `${kind}: ingestion`,
      price: isInfrequent ? "logs.infrequentIngestion" : isVended ? "logs.vendedIngestion" : "logs.ingestion",
      quantity: gb,
    },
    {
      component: "observability",
      what: `${kind}: storage`,
      price: "logs.storage",
      quantity: gb * (stack.assume("logCompressionPercent") / 100) * monthsKept(body, stack),
    },
  ];
};

/** Retention 0 is for ever. */
function monthsKept(body: Body, stack: Stack): number {
  const days = numberOf(body.retention_in_days) ?? 0;
  return days === 0 ? stack.assume("unlimitedRetentionMonths") : days / daysOf(stack);
}

/** CloudFront's logs are delivered to a bucket for nothing, but not as Parquet; a log group counts what it takes in. */
export const logDelivery: Rule = ({ body }, stack) => {
  const [destination] = stack.targets(body.delivery_destination_arn);
  const [keeper] = stack.targets(destination?.body.delivery_destination_configuration);
  const isFree = keeper?.type === "aws_s3_bucket" && destination?.body.output_format !== "parquet";
  return isFree || keeper?.type === "aws_cloudwatch_log_group"
    ? []
    : [{ reason: "delivering logs is free to a bucket, in a format other than Parquet" }];
};

/** Alarms cost by the metrics that they read; a band of an anomaly detection counts as two more. */
export const metricAlarm: Rule = ({ body }) => {
  const queries = nestedBlocks(body.metric_query);
  const metrics = queries.length === 0 ? 1 : queries.filter(({ metric }) => metric !== undefined).length;
  const periods = [body.period, ...queries.map(({ metric }) => nestedBlock(metric).period)].map(numberOf);
  const isHighResolution = periods.some((seconds) => seconds !== undefined && seconds < 60);
  const isAnomaly = body.threshold_metric_id !== undefined;
  return [
    {
      component: "observability",
      what: isHighResolution ? "alarms of high resolution: metrics" : "alarms: metrics",
      price: isHighResolution ? "cloudwatch.highResolutionAlarm" : "cloudwatch.alarm",
      quantity: Math.max(1, metrics) * (isAnomaly ? 3 : 1),
    },
  ];
};

export const compositeAlarm: Rule = () => [
  { component: "observability", what: "composite alarms", price: "cloudwatch.compositeAlarm", quantity: 1 },
];

export const dashboard: Rule = () => [
  { component: "observability", what: "dashboards", price: "cloudwatch.dashboard", quantity: 1 },
];

/** The filter costs nothing; the metric that it writes is a custom one, in each of its dimensions' values at least once. */
export const metricFilter: Rule = ({ body }, stack) => [
  {
    component: "observability",
    what: "metrics from logs",
    price: "cloudwatch.metric",
    quantity: stack.lengthOf(nestedBlocks(body.metric_transformation)),
  },
];

/** Traces: the reservoir of each second first, then the rate of the rest. */
export const samplingRule: Rule = ({ body }, stack) => {
  const requests = stack.assume("requestsPerMonth") / stack.of("aws_xray_sampling_rule").length;
  const reservoir = Math.min(requests, (numberOf(body.reservoir_size) ?? 0) * secondsOf(stack));
  const rate = numberOf(body.fixed_rate) ?? NaN;
  return [
    {
      component: "observability",
      what: "traces",
      price: "xray.trace",
      quantity: reservoir + rate * (requests - reservoir),
    },
  ];
};

const notifications: Readonly<Record<string, string>> = {
  email: "sns.email",
  "email-json": "sns.email",
  http: "sns.http",
  https: "sns.http",
};

/** Deliveries to queues, functions and streams are free. */
export const subscription: Rule = ({ body }, stack) => {
  const protocol = textOf(body.protocol) ?? "unknown";
  if (["sqs", "lambda", "firehose"].includes(protocol)) return [];
  const price = notifications[protocol];
  if (price === undefined) return [{ reason: `notifications by ${protocol} are not priced` }];
  const charge: Charge = {
    component: "observability",
    what: `notifications by ${protocol}`,
    price,
    quantity: stack.assume("notificationsPerMonth"),
  };
  return [charge];
};

export const topic: Rule = (_, stack) => [
  {
    component: "observability",
    what: "notifications published",
    price: "sns.request",
    quantity: stack.assume("notificationsPerMonth"),
  },
];

/** The first trail of management events is free in each account; data events are not, and neither are insights. */
export const trail: Rule = ({ body }, stack) => {
  const selectors = [...nestedBlocks(body.event_selector), ...nestedBlocks(body.advanced_event_selector)];
  const recordsData = selectors.some(
    (selector) => nestedBlocks(selector.data_resource).length > 0 || JSON.stringify(selector).includes('"Data"'),
  );
  return [
    {
      component: "security",
      what: "audit trail: data events",
      price: "cloudtrail.dataEvent",
      quantity: recordsData ? stack.assume("auditedEventsPerMonth") : 0,
    },
    ...(nestedBlocks(body.insight_selector).length > 0 ? [{ reason: "insights of trails are not priced" }] : []),
  ];
};
