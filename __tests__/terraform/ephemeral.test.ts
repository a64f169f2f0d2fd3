import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { describe, expect, test } from "@jest/globals";

import { TerraformEphemeral } from "../../src/terraform/ephemeral";
import { synthesize } from "../support/synthesized";

const type = "aws_secretsmanager_random_password";

describe("TerraformEphemeral", () => {
  test("renders an ephemeral block and no resource", () => {
    const stack = synthesize((scope) => new TerraformEphemeral(scope, "password", type, { password_length: 64 }));

    expect(stack.section("ephemeral")).toEqual({ [type]: { password: { password_length: 64 } } });
    expect(stack.types()).toEqual([]);
  });

  test("stands beside others of its type", () => {
    const stack = synthesize((scope) => {
      new TerraformEphemeral(scope, "one", type, {});
      new TerraformEphemeral(scope, "other", type, {});
    });

    expect(stack.section("ephemeral")).toEqual({ [type]: { one: {}, other: {} } });
  });

  test("is referred to by its address", () => {
    const stack = synthesize((scope) => {
      const password = new TerraformEphemeral(scope, "password", type, {});
      new SsmParameter(scope, "parameter", {
        name: "password",
        type: "SecureString",
        valueWo: password.attribute("random_password"),
      });
    });

    expect(stack.only("aws_ssm_parameter")).toMatchObject({
      value_wo: "${ephemeral.aws_secretsmanager_random_password.password.random_password}",
    });
  });
});
