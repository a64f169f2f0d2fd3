import { describe, expect, test } from "@jest/globals";

import { FailedDeployments } from "../../../src/constructs/observability/failed-deployments";
import { alarmTopic } from "../../support/alarms";
import { location } from "../../support/location";
import { type Block, type Synthesized, synthesize } from "../../support/synthesized";

function create(codeDeployApplications: readonly string[] = []): Synthesized {
  return synthesize(
    (stack) =>
      new FailedDeployments(stack, "failed", {
        nameOf: (concern) => `shop-${concern}`,
        topic: alarmTopic(stack),
        location,
        clusterName: "shop-cluster",
        codeDeployApplications,
      }),
  );
}

function pattern(stack: Synthesized, concern: string): unknown {
  const rule = stack.resources("aws_cloudwatch_event_rule")[`failed/${concern}`];
  return JSON.parse(rule?.event_pattern as string);
}

describe("FailedDeployments", () => {
  test("hears of rolling deployments of its own cluster that ECS gives up, and of no other cluster's", () => {
    expect(pattern(create(), "failed-rolling")).toEqual({
      source: ["aws.ecs"],
      "detail-type": ["ECS Deployment State Change"],
      resources: [{ prefix: "arn:aws:ecs:us-east-1:111122223333:service/shop-cluster/" }],
      detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
    });
  });

  test("hears of blue/green deployments of its own services that fail or are stopped", () => {
    expect(pattern(create(["shop-api", "shop-web"]), "failed-blue-green")).toEqual({
      source: ["aws.codedeploy"],
      "detail-type": ["CodeDeploy Deployment State-change Notification"],
      detail: { state: ["FAILURE", "STOP"], application: ["shop-api", "shop-web"] },
    });
  });

  test("does not listen for blue/green deployments where there are none", () => {
    expect(Object.keys(create().resources("aws_cloudwatch_event_rule"))).toEqual(["failed/failed-rolling"]);
  });

  test("tells the topic in a sentence, with what to do", () => {
    const stack = create(["shop-api"]);
    const targets = stack.resources("aws_cloudwatch_event_target");

    expect(targets["failed/failed-rolling/target"]).toMatchObject({
      rule: stack.reference("aws_cloudwatch_event_rule", "failed/failed-rolling", "name"),
      arn: stack.reference("aws_sns_topic_policy", "topic/policy", "arn"),
      input_transformer: { input_paths: { service: "$.resources[0]", reason: "$.detail.reason" } },
    });
    for (const { input_transformer } of Object.values(targets)) {
      const { input_paths, input_template } = input_transformer as { input_paths: Block; input_template: string };
      const message = JSON.parse(input_template) as string;
      const used = [...message.matchAll(/<(\w+)>/g)].map(([, name]) => name);
      expect(new Set(used)).toEqual(new Set(Object.keys(input_paths)));
    }
  });
});
