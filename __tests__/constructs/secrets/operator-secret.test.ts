import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { OperatorSecret } from "../../../src/constructs/secrets/operator-secret";
import type { OnDestroy } from "../../../src/terraform/on-destroy";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";

function create(stack: TerraformStack, onDestroy: OnDestroy = "delete"): OperatorSecret {
  return new OperatorSecret(stack, "operator", {
    name: "finance-app/staging/api/operator",
    keys: ["SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY"],
    encryptionKey: encryptionKey(stack),
    onDestroy,
  });
}

function operatorSecret(onDestroy?: OnDestroy): Synthesized {
  return synthesize((stack) => create(stack, onDestroy));
}

describe("OperatorSecret", () => {
  test("is created without a value", () => {
    const stack = operatorSecret();

    expect(stack.types()).not.toContain("aws_secretsmanager_secret_version");
    expect(stack.section("ephemeral")).toBeUndefined();
  });

  test("tells the operator which keys to fill in", () => {
    expect(operatorSecret().only("aws_secretsmanager_secret")).toMatchObject({
      name: "finance-app/staging/api/operator",
      description: "A JSON object with the keys SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY; an operator fills it",
    });
  });

  test("is encrypted with the key that it is given", () => {
    const stack = operatorSecret();

    expect(stack.only("aws_secretsmanager_secret").kms_key_id).toBe(stack.reference("aws_kms_key", "key", "arn"));
  });

  test("can be called back for 30 days and can't be destroyed by a plan when it is retained", () => {
    expect(operatorSecret("retain").only("aws_secretsmanager_secret")).toMatchObject({
      recovery_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("goes at once when it is deleted, so that its name is free again", () => {
    expect(operatorSecret("delete").only("aws_secretsmanager_secret")).toMatchObject({
      recovery_window_in_days: 0,
      lifecycle: { prevent_destroy: false },
    });
  });

  test("gives each key to ECS by its name in the secret", () => {
    let valueFrom: unknown;
    const stack = synthesize((scope) => {
      valueFrom = resolved(scope, create(scope).value("SUPABASE_URL").valueFrom);
    });

    const arn = stack.reference("aws_secretsmanager_secret", "operator", "arn");
    expect(valueFrom).toBe(`${arn}:SUPABASE_URL::`);
  });

  test("lets a role that reads two keys read this secret, and decrypt with its key, once", () => {
    const stack = synthesize((scope) => {
      const secret = create(scope);
      const role = grantee(scope);
      secret.value("SUPABASE_URL").grantRead(role);
      secret.value("SUPABASE_SERVICE_ROLE_KEY").grantRead(role);
    });

    expect(permissions(stack)).toMatchObject([
      {
        Sid: "ReadFinanceAppStagingApiOperator",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [stack.reference("aws_secretsmanager_secret", "operator", "arn")],
      },
      {
        Action: ["kms:Decrypt"],
        Resource: [stack.reference("aws_kms_key", "key", "arn")],
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
      },
    ]);
    expect(permissions(stack)).toHaveLength(2);
  });

  test("refuses a key that is not declared and says which there are", () => {
    expect(() => synthesize((stack) => create(stack).value("SUPABASE_KEY"))).toThrow(
      "test/operator has no key SUPABASE_KEY; it has SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY",
    );
  });
});
