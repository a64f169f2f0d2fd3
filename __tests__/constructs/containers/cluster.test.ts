import { describe, expect, test } from "@jest/globals";

import { cluster as clusterOf } from "../../support/cluster";
import { type Synthesized, synthesize } from "../../support/synthesized";

function cluster(): Synthesized {
  return synthesize((stack) => clusterOf(stack));
}

describe("Cluster", () => {
  test("is watched by Container Insights", () => {
    expect(cluster().only("aws_ecs_cluster")).toMatchObject({
      name: "finance-app-cluster",
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
  });

  test("has the log of Container Insights encrypted and kept for as long as it is told, before ECS would make it", () => {
    const stack = cluster();

    expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/ecs/containerinsights/finance-app-cluster/performance",
      retention_in_days: 7,
      kms_key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
    expect(stack.only("aws_ecs_cluster").depends_on).toEqual([
      stack.address("aws_cloudwatch_log_group", "cluster/insights-log-group"),
    ]);
  });

  test("offers Fargate and Fargate Spot, and places tasks on Fargate unless a service says otherwise", () => {
    const stack = cluster();

    expect(stack.only("aws_ecs_cluster_capacity_providers")).toMatchObject({
      cluster_name: stack.reference("aws_ecs_cluster", "cluster", "name"),
      capacity_providers: ["FARGATE", "FARGATE_SPOT"],
      default_capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1, base: 0 }],
    });
  });
});
