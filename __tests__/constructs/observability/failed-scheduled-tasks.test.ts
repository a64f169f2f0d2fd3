import { describe, expect, test } from "@jest/globals";

import { FailedScheduledTasks } from "../../../src/constructs/observability/failed-scheduled-tasks";
import { ScheduleAlarms } from "../../../src/constructs/observability/schedule-alarms";
import { ScheduleGroup } from "../../../src/constructs/scheduling/schedule-group";
import { alarmTopic } from "../../support/alarms";
import { cluster } from "../../support/cluster";
import { type Synthesized, synthesize } from "../../support/synthesized";

interface Failed {
  readonly containers?: { readonly name: readonly string[] };
}

interface Detail extends Failed {
  readonly $or?: readonly Failed[];
}

const nameOf = (concern: string): string => `shop-${concern}`;

describe("FailedScheduledTasks", () => {
  const create = (services: readonly string[]): Synthesized =>
    synthesize((scope) => {
      const common = { nameOf, topic: alarmTopic(scope), cluster: cluster(scope) };
      new FailedScheduledTasks(scope, "failed", { ...common, services });
    });
  const stack = create(["api", "worker"]);

  test("hears of scheduled tasks of its cluster whose application failed, or that did not start", () => {
    expect(JSON.parse(String(stack.only("aws_cloudwatch_event_rule").event_pattern))).toEqual({
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [stack.reference("aws_ecs_cluster", "cluster", "arn")],
        group: [{ prefix: "scheduled:" }],
        lastStatus: ["STOPPED"],
        $or: [
          { containers: { name: ["api", "worker"], exitCode: [{ "anything-but": 0 }] } },
          { stopCode: ["TaskFailedToStart"] },
        ],
      },
    });
  });

  test("has as many rules as so many services need, of which one hears of what did not start", () => {
    const services = Array.from({ length: 150 }, (_, index) => `service-${index}`);
    const rules = create(services).resources("aws_cloudwatch_event_rule");
    const patterns = ["failed/Default", "failed/Default-2"].map((rule) => String(rules[rule]?.event_pattern));
    const details = patterns.map((pattern) => (JSON.parse(pattern) as { detail: Detail }).detail);

    expect(Object.keys(rules)).toHaveLength(2);
    expect(rules["failed/Default-2"]).toMatchObject({ name: "shop-failed-scheduled-tasks-2" });
    for (const pattern of patterns) expect(pattern.length).toBeLessThanOrEqual(2048);
    expect(details.flatMap(({ $or: [failed] = [], containers = failed?.containers }) => containers?.name)).toEqual(
      services,
    );
    expect(patterns.filter((pattern) => pattern.includes("TaskFailedToStart"))).toEqual([patterns[0]]);
  });

  test("tells the topic which task, why, and what to do", () => {
    expect(stack.only("aws_cloudwatch_event_target")).toMatchObject({
      arn: stack.reference("aws_sns_topic_policy", "topic/policy", "arn"),
      input_transformer: {
        input_paths: { task: "$.detail.taskArn", group: "$.detail.group", reason: "$.detail.stoppedReason" },
        input_template: expect.stringContaining("`npm run task` runs it again") as unknown,
      },
    });
  });
});

describe("ScheduleAlarms", () => {
  test("go off when a start of their group is given up", () => {
    const stack = synthesize((scope) => {
      const group = new ScheduleGroup(scope, "group", { name: "shop" });
      new ScheduleAlarms(scope, "alarms", { nameOf, topic: alarmTopic(scope), group });
    });

    expect(stack.only("aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "shop-dropped-starts",
      namespace: "AWS/Scheduler",
      metric_name: "InvocationDroppedCount",
      dimensions: { ScheduleGroup: stack.reference("aws_scheduler_schedule_group", "group", "name") },
      threshold: 1,
      treat_missing_data: "notBreaching",
    });
  });
});
