import { describe, expect, test } from "@jest/globals";

import { Cluster } from "../../../src/constructs/containers/cluster";
import { type Synthesized, synthesize } from "../../support/synthesized";

function cluster(): Synthesized {
  return synthesize((stack) => new Cluster(stack, "cluster", { name: "finance-app-cluster" }));
}

describe("Cluster", () => {
  test("is watched by Container Insights", () => {
    expect(cluster().only("aws_ecs_cluster")).toMatchObject({
      name: "finance-app-cluster",
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
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
