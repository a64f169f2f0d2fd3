import { describe, expect, test } from "@jest/globals";

import type { Body } from "../../src/terraform-json/body";
import { bill, gaps, reference, resource } from "../support/priced";

describe("a log group", () => {
  test("costs what is written, and what is kept of it, compressed", () => {
    // 1 GB x 15 percent x 365 days / 30.4167 days = 1.8 GB
    expect(bill([resource("aws_cloudwatch_log_group", "api", { retention_in_days: 365 })])).toEqual({
      "logs: ingestion": [1, 0.5, 0.5],
      "logs: storage": [1.8, 0.03, 0.054],
    });
  });

  test("that never expires is counted for a year", () => {
    expect(bill([resource("aws_cloudwatch_log_group", "api")])["logs: storage"]).toEqual([1.8, 0.03, 0.054]);
  });

  test("of a network's flow log has its own assumption", () => {
    const group = resource("aws_cloudwatch_log_group", "flow", { retention_in_days: 30 });
    const flowLog = resource("aws_flow_log", "flow", { log_destination: reference(group, "arn") });

    expect(bill([group, flowLog])["flow logs: ingestion"]).toEqual([5, 0.5, 2.5]);
  });
});

describe("delivering CloudFront's logs", () => {
  const delivered = (to: string, format: string): ReturnType<typeof resource>[] => {
    const keeper = resource(to, "logs");
    const destination = resource("aws_cloudwatch_log_delivery_destination", "logs", {
      output_format: format,
      delivery_destination_configuration: [{ destination_resource_arn: reference(keeper, "arn") }],
    });
    const body = { delivery_destination_arn: reference(destination, "arn") };
    return [resource("aws_cloudwatch_log_delivery", "logs", body), destination, keeper];
  };

  test("is free to a bucket, but not as Parquet", () => {
    expect(bill(delivered("aws_s3_bucket", "json"))).toEqual({});
    expect(gaps(delivered("aws_s3_bucket", "json"))).toEqual([]);
    expect(gaps(delivered("aws_s3_bucket", "parquet"))).toHaveLength(1);
  });
});

describe("an alarm", () => {
  const alarm = (body: Body): ReturnType<typeof bill> =>
    bill([resource("aws_cloudwatch_metric_alarm", "errors", body)]);
  const metric = (period: number): Body => ({ id: "m", metric: [{ metric_name: "Errors", period }] });

  test("costs by the metrics that it reads", () => {
    expect(alarm({ metric_name: "Errors", period: 60 })).toEqual({ "alarms: metrics": [1, 0.1, 0.1] });
    expect(alarm({ metric_query: [{ id: "e", expression: "a/b" }, metric(60), metric(300)] })).toEqual({
      "alarms: metrics": [2, 0.1, 0.2],
    });
  });

  test("costs three times as much when it detects anomalies", () => {
    expect(alarm({ threshold_metric_id: "ad", metric_query: [{ id: "ad", expression: "BAND" }, metric(60)] })).toEqual({
      "alarms: metrics": [3, 0.1, 0.3],
    });
  });

  test("costs more when it looks more often than every minute", () => {
    expect(alarm({ metric_name: "Errors", period: 10 })).toEqual({
      "alarms of high resolution: metrics": [1, 0.3, 0.3],
    });
  });

  test("made of others costs as an alarm of its own", () => {
    expect(bill([resource("aws_cloudwatch_composite_alarm", "all")])).toEqual({ "composite alarms": [1, 0.5, 0.5] });
  });

  test("is free up to ten of an account, when the allowance is used", () => {
    const alarms = Array.from({ length: 12 }, (_, index) =>
      resource("aws_cloudwatch_metric_alarm", `a${index}`, { metric_name: "Errors" }),
    );

    expect(bill(alarms, { freeAllowances: "used" }, alarms[9])).toEqual({ "alarms: metrics": [1, 0, 0] });
    expect(bill(alarms, { freeAllowances: "used" }, alarms[10])).toEqual({ "alarms: metrics": [1, 0.1, 0.1] });
  });
});

test("a dashboard and a metric from logs cost by the month", () => {
  expect(bill([resource("aws_cloudwatch_dashboard", "main")])).toEqual({ dashboards: [1, 3, 3] });
  expect(
    bill([resource("aws_cloudwatch_log_metric_filter", "errors", { metric_transformation: { name: "Errors" } })]),
  ).toEqual({ "metrics from logs": [1, 0.3, 0.3] });
});

describe("traces", () => {
  const rule = (body: Body): ReturnType<typeof bill> =>
    bill([resource("aws_xray_sampling_rule", "api", { reservoir_size: 0, fixed_rate: 0.05, ...body })]);

  test("cost by the share that is recorded", () => {
    // 5 percent of a million, at 5 dollars a million
    expect(rule({})).toEqual({ traces: [0.05, 5, 0.25] });
  });

  test("fill the reservoir first: one a second is more than a million a month", () => {
    expect(rule({ reservoir_size: 1 })).toEqual({ traces: [1, 5, 5] });
  });
});

describe("notifications", () => {
  const by = (protocol: string): ReturnType<typeof resource>[] => [
    resource("aws_sns_topic_subscription", "ops", { protocol }),
  ];

  test("cost by how they are delivered", () => {
    expect(bill(by("email"))).toEqual({ "notifications by email": [0.001, 2, 0.002] });
    expect(bill(by("https"))).toEqual({ "notifications by https": [0.0001, 0.6, 0.00006] });
    expect(bill(by("sqs"))).toEqual({});
    expect(gaps(by("sms"))).toEqual(["aws_sns_topic_subscription.ops: notifications by sms are not priced"]);
  });
});

describe("a trail", () => {
  test("costs nothing for management events and something for data events", () => {
    const data = { advanced_event_selector: [{ field_selector: [{ field: "eventCategory", equals: ["Data"] }] }] };

    expect(bill([resource("aws_cloudtrail", "main")])).toEqual({ "audit trail: data events": [0, 0.1, 0] });
    expect(bill([resource("aws_cloudtrail", "main", data)])).toEqual({ "audit trail: data events": [1, 0.1, 0.1] });
  });

  test("with insights is not priced", () => {
    expect(
      gaps([resource("aws_cloudtrail", "main", { insight_selector: [{ insight_type: "ApiCallRateInsight" }] })]),
    ).toEqual(["aws_cloudtrail.main: insights of trails are not priced"]);
  });
});
