import { describe, expect, test } from "@jest/globals";

import { GeneratedSecret } from "../../../src/constructs/secrets/generated-secret";
import type { OnDestroy } from "../../../src/terraform/on-destroy";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { type Synthesized, synthesize } from "../../support/synthesized";

function generatedSecret(onDestroy: OnDestroy = "delete"): Synthesized {
  return synthesize((stack) => {
    const secret = new GeneratedSecret(stack, "JWT_SECRET_KEY", {
      name: "finance-app/staging/api/JWT_SECRET_KEY",
      description: "JWT_SECRET_KEY, generated",
      encryptionKey: encryptionKey(stack),
      onDestroy,
    });
    secret.grantRead(grantee(stack));
  });
}

describe("GeneratedSecret", () => {
  test("is made by AWS, 64 letters and digits long, as a value that nothing stores", () => {
    expect(Object.values(ephemerals(generatedSecret()))).toEqual([{ password_length: 64, exclude_punctuation: true }]);
  });

  test("passes its value through a write-only argument", () => {
    const stack = generatedSecret();

    const [id] = Object.keys(ephemerals(stack));
    expect(stack.only("aws_secretsmanager_secret_version")).toMatchObject({
      secret_id: stack.reference("aws_secretsmanager_secret", "JWT_SECRET_KEY", "id"),
      secret_string_wo: `\${ephemeral.aws_secretsmanager_random_password.${id ?? ""}.random_password}`,
      secret_string_wo_version: 1,
    });
  });

  test("has no argument that a state would keep the value of", () => {
    const version = generatedSecret().only("aws_secretsmanager_secret_version");

    expect(version).not.toHaveProperty("secret_string");
    expect(version).not.toHaveProperty("secret_binary");
  });

  test("is encrypted with the key that it is given", () => {
    const stack = generatedSecret();

    expect(stack.only("aws_secretsmanager_secret")).toMatchObject({
      name: "finance-app/staging/api/JWT_SECRET_KEY",
      kms_key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
  });

  test("can be called back for 30 days and can't be destroyed by a plan when it is retained", () => {
    expect(generatedSecret("retain").only("aws_secretsmanager_secret")).toMatchObject({
      recovery_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("goes at once when it is deleted, so that its name is free again", () => {
    expect(generatedSecret("delete").only("aws_secretsmanager_secret")).toMatchObject({
      recovery_window_in_days: 0,
      lifecycle: { prevent_destroy: false },
    });
  });

  test("lets a role read exactly this secret and decrypt with exactly its key", () => {
    const stack = generatedSecret();

    expect(permissions(stack)).toEqual([
      {
        Sid: "ReadSecretJwtSecretKey",
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [stack.reference("aws_secretsmanager_secret", "JWT_SECRET_KEY", "arn")],
      },
      {
        Sid: "DecryptTestSecretsmanager",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [stack.reference("aws_kms_key", "key", "arn")],
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
      },
    ]);
  });
});

function ephemerals(stack: Synthesized): Record<string, unknown> {
  return (
    (stack.section("ephemeral") as Record<string, Record<string, unknown>>).aws_secretsmanager_random_password ?? {}
  );
}
