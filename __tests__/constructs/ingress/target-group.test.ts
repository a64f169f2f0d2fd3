import { describe, expect, test } from "@jest/globals";

import { targetGroup } from "../../support/load-balancer";
import { type Block, synthesize } from "../../support/synthesized";

function target(): Block {
  return synthesize((stack) => targetGroup(stack)).only("aws_lb_target_group");
}

describe("TargetGroup", () => {
  test("takes tasks by their addresses, on one port", () => {
    expect(target()).toMatchObject({
      name: "finance-app-api-a19a27",
      vpc_id: "vpc-1",
      target_type: "ip",
      protocol: "HTTP",
      port: 3000,
    });
  });

  test("asks each task on the port of its requests whether it is healthy", () => {
    expect(target()).toMatchObject({
      health_check: {
        path: "/health",
        interval: 30,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
        matcher: "200",
        port: "traffic-port",
        protocol: "HTTP",
      },
    });
  });

  test("speaks HTTPS to tasks, requests and health checks alike, where told", () => {
    const stack = synthesize((scope) => targetGroup(scope, "target-group", { protocol: "HTTPS" }));

    expect(stack.only("aws_lb_target_group")).toMatchObject({
      protocol: "HTTPS",
      port: 3000,
      health_check: { protocol: "HTTPS", port: "traffic-port" },
    });
  });

  test("lets a task that leaves finish its requests", () => {
    expect(target()).toMatchObject({ deregistration_delay: "20" });
  });

  test("is created before the one that it replaces goes, and another port replaces none", () => {
    expect(target()).toMatchObject({ lifecycle: { create_before_destroy: true, ignore_changes: ["port", "name"] } });
  });
});
