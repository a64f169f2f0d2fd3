import { describe, expect, test } from "@jest/globals";

import { ExistingHostedZone, HostedZone, type IHostedZone } from "../../../src/constructs/ingress/hosted-zone";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";
import type { TerraformStack } from "cdktf";

function zone(create: (stack: TerraformStack) => IHostedZone): { stack: Synthesized; zoneId: unknown } {
  let zoneId: unknown;
  const stack = synthesize((scope) => {
    zoneId = resolved(scope, create(scope).zoneId);
  });
  return { stack, zoneId };
}

describe("ExistingHostedZone", () => {
  test("only looks up the public zone of its name", () => {
    const { stack, zoneId } = zone((scope) => new ExistingHostedZone(scope, "zone", { name: "finance-app.com" }));

    expect(stack.data("aws_route53_zone")).toMatchObject({ zone: { name: "finance-app.com", private_zone: false } });
    expect(stack.types()).toEqual([]);
    expect(zoneId).toBe(stack.reference("data.aws_route53_zone", "zone", "zone_id"));
  });
});

describe("HostedZone", () => {
  test.each([
    ["retain", true],
    ["delete", false],
  ] as const)("with onDestroy %s has prevent_destroy %s", (onDestroy, prevented) => {
    const { stack, zoneId } = zone((scope) => new HostedZone(scope, "zone", { name: "finance-app.com", onDestroy }));

    expect(stack.only("aws_route53_zone")).toMatchObject({
      name: "finance-app.com",
      lifecycle: { prevent_destroy: prevented },
    });
    expect(zoneId).toBe(stack.reference("aws_route53_zone", "zone", "zone_id"));
  });
});
