import { describe, expect, test } from "@jest/globals";

import { Alarm, type AlarmProps } from "../../../src/constructs/observability/alarm";
import { alarmTopic } from "../../support/alarms";
import { type Block, type Synthesized, synthesize } from "../../support/synthesized";

const requests = { namespace: "AWS/ApplicationELB", name: "RequestCount", dimensions: { LoadBalancer: "lb" } } as const;

function create(props: Partial<AlarmProps> = {}): Synthesized {
  return synthesize(
    (stack) =>
      new Alarm(stack, "alarm", {
        name: "shop/requests",
        description: "Too many. Send some away.",
        topic: alarmTopic(stack),
        metric: { ...requests, statistic: "Sum" },
        threshold: { atLeast: 10 },
        periodMinutes: 5,
        periods: { alarming: 2, of: 3 },
        missingData: "notBreaching",
        ...props,
      }),
  );
}

function alarm(props: Partial<AlarmProps> = {}): Block {
  return create(props).only("aws_cloudwatch_metric_alarm");
}

describe("Alarm", () => {
  test("tells its topic when it goes off and when it is over", () => {
    const stack = create();
    const arn = stack.reference("aws_sns_topic_policy", "topic/policy", "arn");

    expect(stack.only("aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "shop/requests",
      alarm_description: "Too many. Send some away.",
      alarm_actions: [arn],
      ok_actions: [arn],
    });
  });

  test("looks at a metric for as many periods as it is told", () => {
    expect(alarm()).toMatchObject({
      namespace: "AWS/ApplicationELB",
      metric_name: "RequestCount",
      dimensions: { LoadBalancer: "lb" },
      statistic: "Sum",
      period: 300,
      datapoints_to_alarm: 2,
      evaluation_periods: 3,
      treat_missing_data: "notBreaching",
    });
  });

  test.each([
    [{ atLeast: 10 }, "GreaterThanOrEqualToThreshold"],
    [{ atMost: 10 }, "LessThanOrEqualToThreshold"],
  ])("goes off at its threshold (%j)", (threshold, comparison_operator) => {
    expect(alarm({ threshold })).toMatchObject({ comparison_operator, threshold: 10 });
  });

  test("looks at a percentile also when there are few values, or quiet services would never raise it", () => {
    const percentile = alarm({ metric: { ...requests, statistic: "p99" } });

    expect(percentile).toMatchObject({ extended_statistic: "p99", evaluate_low_sample_count_percentiles: "evaluate" });
    expect(percentile).not.toHaveProperty("statistic");
  });

  test("looks at what is computed of metrics, and at nothing else", () => {
    const computed = alarm({
      metric: { expression: "2 * requests", label: "Double", metrics: { requests: { ...requests, statistic: "Sum" } } },
    });

    expect(computed.metric_query).toEqual([
      { id: "result", expression: "2 * requests", label: "Double", return_data: true },
      {
        id: "requests",
        metric: {
          namespace: "AWS/ApplicationELB",
          metric_name: "RequestCount",
          dimensions: { LoadBalancer: "lb" },
          stat: "Sum",
          period: 300,
        },
        return_data: false,
      },
    ]);
    expect(computed).not.toHaveProperty("metric_name");
    expect(computed).not.toHaveProperty("period");
  });
});
