import { describe, expect, test } from "@jest/globals";

import { EmptyTargetGroup } from "../../../src/constructs/ingress/empty-target-group";
import { network } from "../../support/network";
import { type Synthesized, synthesize } from "../../support/synthesized";

function empty(protocol: "HTTP" | "HTTPS"): Synthesized {
  return synthesize((stack) => new EmptyTargetGroup(stack, "default", { name: "ecsDefault", protocol, network }));
}

describe("EmptyTargetGroup", () => {
  test.each([
    ["HTTP", 80],
    ["HTTPS", 443],
  ] as const)("speaks %s on its usual port %d", (protocol, port) => {
    expect(empty(protocol).only("aws_lb_target_group")).toMatchObject({
      name: "ecsDefault",
      protocol,
      port,
      target_type: "ip",
      vpc_id: "vpc-1",
    });
  });

  test("has neither targets nor a listener", () => {
    expect(empty("HTTP").types()).toEqual(["aws_lb_target_group"]);
  });
});
