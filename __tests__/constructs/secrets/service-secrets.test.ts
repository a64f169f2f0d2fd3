import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { ServiceSecrets, type ServiceSecretsProps } from "../../../src/constructs/secrets/service-secrets";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";

interface Told {
  readonly valuesFrom: Record<string, string>;
  readonly arns: Record<string, string>;
}

function create(scope: TerraformStack, props: Partial<ServiceSecretsProps> = {}): ServiceSecrets {
  return new ServiceSecrets(scope, "secrets", {
    generated: ["JWT_SECRET_KEY", "DEVISE_JWT_SECRET_KEY"],
    operator: ["SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY"],
    generatedName: (key) => `finance-app/staging/api/${key}`,
    operatorName: "finance-app/staging/api/operator",
    encryptionKey: encryptionKey(scope),
    onDestroy: "delete",
    ...props,
  });
}

function serviceSecrets(props: Partial<ServiceSecretsProps> = {}): { stack: Synthesized } & Told {
  let told: unknown;
  const stack = synthesize((scope) => {
    const { values, arns } = create(scope, props);
    const valuesFrom = Object.fromEntries(Object.entries(values).map(([key, { valueFrom }]) => [key, valueFrom]));
    told = resolved(scope, { valuesFrom, arns });
  });
  return { stack, ...(told as Told) };
}

describe("ServiceSecrets", () => {
  test("has a secret for each generated value and one for all of the operator's", () => {
    const { stack } = serviceSecrets();

    expect(Object.values(stack.resources("aws_secretsmanager_secret")).map(({ name }) => name)).toEqual([
      "finance-app/staging/api/DEVISE_JWT_SECRET_KEY",
      "finance-app/staging/api/JWT_SECRET_KEY",
      "finance-app/staging/api/operator",
    ]);
  });

  test("tells where ECS finds the value of each variable, of a generated one once it has a value", () => {
    const { stack, valuesFrom } = serviceSecrets();

    const generated = (key: string): string =>
      stack.reference("aws_secretsmanager_secret_version", `secrets/${key}/version`, "arn");
    const operator = stack.reference("aws_secretsmanager_secret", "secrets/operator", "arn");
    expect(valuesFrom).toEqual({
      JWT_SECRET_KEY: generated("JWT_SECRET_KEY"),
      DEVISE_JWT_SECRET_KEY: generated("DEVISE_JWT_SECRET_KEY"),
      SUPABASE_URL: `${operator}:SUPABASE_URL::`,
      SUPABASE_SERVICE_ROLE_KEY: `${operator}:SUPABASE_SERVICE_ROLE_KEY::`,
    });
  });

  test("tells the ARN of each secret", () => {
    const { stack, arns } = serviceSecrets();

    const arn = (id: string): string => stack.reference("aws_secretsmanager_secret", `secrets/${id}`, "arn");
    expect(arns).toEqual({
      JWT_SECRET_KEY: arn("JWT_SECRET_KEY"),
      DEVISE_JWT_SECRET_KEY: arn("DEVISE_JWT_SECRET_KEY"),
      operator: arn("operator"),
    });
  });

  test("has a secret for an operator who has one value to fill in", () => {
    const { stack } = serviceSecrets({ generated: [], operator: ["SUPABASE_URL"] });

    expect(Object.keys(stack.resources("aws_secretsmanager_secret"))).toEqual(["secrets/operator"]);
  });

  test("has no secret for an operator who has nothing to fill in", () => {
    const { stack, arns } = serviceSecrets({ operator: [] });

    expect(stack.resources("aws_secretsmanager_secret")).not.toHaveProperty("secrets/operator");
    expect(arns).not.toHaveProperty("operator");
  });

  test("let a role read the operator's secret itself, and no generated one", () => {
    const stack = synthesize((scope) => {
      create(scope).grantReadOperator(grantee(scope));
    });

    const read = permissions(stack).filter(({ Action }) => Action.includes("secretsmanager:GetSecretValue"));
    expect(read.map(({ Resource }) => Resource)).toEqual([
      [stack.reference("aws_secretsmanager_secret", "secrets/operator", "arn")],
    ]);
  });

  test("grant nothing where there is no operator's secret to read", () => {
    const stack = synthesize((scope) => {
      create(scope, { operator: [] }).grantReadOperator(grantee(scope));
    });

    expect(permissions(stack)).toEqual([]);
  });

  test("creates nothing for a service without secrets", () => {
    const { stack, valuesFrom } = serviceSecrets({ generated: [], operator: [] });

    expect(stack.types()).toEqual(["aws_kms_alias", "aws_kms_key"]);
    expect(valuesFrom).toEqual({});
  });
});
