import { describe, expect, test } from "@jest/globals";

import { OperatorParameters } from "../../../src/constructs/secrets/operator-parameters";
import type { OnDestroy } from "../../../src/terraform/on-destroy";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { type Synthesized, synthesize } from "../../support/synthesized";

function operatorParameters(
  names: readonly string[] = ["smtp-password"],
  onDestroy: OnDestroy = "delete",
): Synthesized {
  return synthesize((stack) => {
    const parameters = new OperatorParameters(stack, "parameters", {
      path: "/finance-app/staging/api",
      names,
      encryptionKey: encryptionKey(stack),
      onDestroy,
      location,
    });
    parameters.grantRead(grantee(stack));
  });
}

describe("OperatorParameters", () => {
  test("are SecureStrings below the path, encrypted with the key that they are given", () => {
    const stack = operatorParameters();

    expect(stack.only("aws_ssm_parameter")).toMatchObject({
      name: "/finance-app/staging/api/smtp-password",
      type: "SecureString",
      key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
  });

  test("are each a resource of their own", () => {
    const stack = operatorParameters(["smtp-password", "smtp-user"]);

    expect(Object.keys(stack.resources("aws_ssm_parameter"))).toEqual([
      "parameters/smtp-password",
      "parameters/smtp-user",
    ]);
  });

  test("are written once, through a write-only argument, and never read", () => {
    const parameter = operatorParameters().only("aws_ssm_parameter");

    expect(parameter).toMatchObject({ value_wo: "unset", value_wo_version: 1 });
    expect(parameter).not.toHaveProperty("value");
    expect(parameter).not.toHaveProperty("insecure_value");
  });

  test.each([
    ["retain", true],
    ["delete", false],
  ] as const)("with onDestroy %s have prevent_destroy %s", (onDestroy, prevented) => {
    expect(operatorParameters(["smtp-password"], onDestroy).only("aws_ssm_parameter")).toMatchObject({
      lifecycle: { prevent_destroy: prevented },
    });
  });

  test("let a role read what stands below the path, whether or not anything is declared there", () => {
    const stack = operatorParameters([]);

    expect(permissions(stack)).toMatchObject([
      {
        Sid: "ReadParametersFinanceAppStagingApi",
        Action: ["ssm:GetParameter", "ssm:GetParameters"],
        Resource: ["arn:aws:ssm:us-east-1:111122223333:parameter/finance-app/staging/api/*"],
      },
      {
        Action: ["kms:Decrypt"],
        Resource: [stack.reference("aws_kms_key", "key", "arn")],
        Condition: { StringEquals: { "kms:ViaService": "ssm.us-east-1.amazonaws.com" } },
      },
    ]);
    expect(permissions(stack)).toHaveLength(2);
  });
});
