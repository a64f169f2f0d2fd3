import { describe, expect, test } from "@jest/globals";

import { SecurityGroup } from "../../../src/constructs/network/security-group";
import { network } from "../../support/network";
import { type Synthesized, synthesize } from "../../support/synthesized";

function securityGroup(): Synthesized {
  return synthesize(
    (stack) => new SecurityGroup(stack, "group", { network, name: "finance-api", label: "api", port: 3000 }),
  );
}

describe("SecurityGroup", () => {
  test("allows nothing until connections are made", () => {
    const stack = securityGroup();

    expect(stack.types()).toEqual(["aws_security_group"]);
    expect(stack.only("aws_security_group")).not.toHaveProperty("ingress");
    expect(stack.only("aws_security_group")).not.toHaveProperty("egress");
  });

  test("stands in the network under its name", () => {
    expect(securityGroup().only("aws_security_group")).toMatchObject({
      name: "finance-api",
      description: "Members of api",
      vpc_id: "vpc-1",
      tags: { Name: "finance-api" },
    });
  });

  test("is created before the one that it replaces goes, since something may still use that", () => {
    expect(securityGroup().only("aws_security_group")).toMatchObject({ lifecycle: { create_before_destroy: true } });
  });
});
