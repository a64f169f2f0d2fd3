import { describe, expect, test } from "@jest/globals";

import { GeneratedSecret, type GeneratedSecretProps } from "../../../src/constructs/secrets/generated-secret";
import type { OnDestroy } from "../../../src/terraform/on-destroy";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";

type Generator = NonNullable<GeneratedSecretProps["generator"]>;

function generatedSecret(onDestroy: OnDestroy = "delete", generator?: Generator): Synthesized {
  return synthesize((stack) => {
    const secret = new GeneratedSecret(stack, "JWT_SECRET_KEY", {
      name: "finance-app/staging/api/JWT_SECRET_KEY",
      description: "JWT_SECRET_KEY, generated",
      encryptionKey: encryptionKey(stack),
      onDestroy,
      ...(generator && { generator }),
    });
    secret.grantRead(grantee(stack));
  });
}

describe("GeneratedSecret", () => {
  test("is made by AWS, 64 letters and digits long, as a value that nothing stores", () => {
    expect(Object.values(ephemerals(generatedSecret(), "aws_secretsmanager_random_password"))).toEqual([
      { password_length: 64, exclude_punctuation: true },
    ]);
  });

  test("passes its value through a write-only argument", () => {
    const stack = generatedSecret();

    const [id] = Object.keys(ephemerals(stack, "aws_secretsmanager_random_password"));
    expect(stack.only("aws_secretsmanager_secret_version")).toMatchObject({
      secret_id: stack.reference("aws_secretsmanager_secret", "JWT_SECRET_KEY", "id"),
      secret_string_wo: `\${ephemeral.aws_secretsmanager_random_password.${id ?? ""}.random_password}`,
      secret_string_wo_version: 1,
    });
  });

  test("comes from the random provider by choice, as long and as ephemeral", () => {
    const stack = generatedSecret("delete", "random");

    const made = ephemerals(stack, "random_password");
    const [id] = Object.keys(made);
    expect(Object.values(made)).toEqual([{ length: 64, special: false }]);
    expect(stack.only("aws_secretsmanager_secret_version")).toMatchObject({
      secret_string_wo: `\${ephemeral.random_password.${id ?? ""}.result}`,
    });
    expect(ephemerals(stack, "aws_secretsmanager_random_password")).toEqual({});
  });

  test.each(["secretsmanager", "random"] as const)(
    "made by %s has no argument and no resource that a state would keep the value of",
    (generator) => {
      const stack = generatedSecret("delete", generator);

      const version = stack.only("aws_secretsmanager_secret_version");
      expect(version).not.toHaveProperty("secret_string");
      expect(version).not.toHaveProperty("secret_binary");
      expect(stack.types()).not.toContain("random_password");
    },
  );

  test("of a user is JSON with its name, whose parts tasks get one by one", () => {
    let valueFrom: unknown;
    const stack = synthesize((scope) => {
      const secret = new GeneratedSecret(scope, "user", {
        ...{ name: "user", description: "a user", username: "api", onDestroy: "delete" },
        encryptionKey: encryptionKey(scope),
      });
      valueFrom = resolved(scope, secret.field("password").valueFrom);
    });

    const version = stack.reference("aws_secretsmanager_secret_version", "user/version", "arn");
    expect(valueFrom).toBe(`${version}:password::`);
    const [id] = Object.keys(ephemerals(stack, "aws_secretsmanager_random_password"));
    expect(JSON.parse(stack.only("aws_secretsmanager_secret_version").secret_string_wo as string)).toEqual({
      username: "api",
      password: `\${ephemeral.aws_secretsmanager_random_password.${id ?? ""}.random_password}`,
    });
  });

  test("lets a task start only when there is a value", () => {
    let valueFrom: unknown;
    const stack = synthesize((scope) => {
      const secret = new GeneratedSecret(scope, "secret", {
        name: "secret",
        description: "secret",
        encryptionKey: encryptionKey(scope),
        onDestroy: "delete",
      });
      valueFrom = resolved(scope, secret.valueFrom);
    });

    expect(valueFrom).toBe(stack.reference("aws_secretsmanager_secret_version", "secret/version", "arn"));
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
        Sid: "ReadFinanceAppStagingApiJwtSecretKey",
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

describe("a secret that several containers read", () => {
  test("is granted once", () => {
    const stack = synthesize((scope) => {
      const secret = new GeneratedSecret(scope, "JWT_SECRET_KEY", {
        name: "finance-app/staging/api/JWT_SECRET_KEY",
        description: "JWT_SECRET_KEY, generated",
        encryptionKey: encryptionKey(scope),
        onDestroy: "delete",
      });
      const role = grantee(scope);
      secret.grantRead(role);
      secret.grantRead(role);
    });

    expect(permissions(stack).map(({ Sid }) => Sid)).toEqual([
      "ReadFinanceAppStagingApiJwtSecretKey",
      "DecryptTestSecretsmanager",
    ]);
  });
});

function ephemerals(stack: Synthesized, type: string): Record<string, unknown> {
  return (stack.section("ephemeral") as Record<string, Record<string, unknown>>)[type] ?? {};
}
