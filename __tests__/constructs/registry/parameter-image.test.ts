import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { ParameterImage } from "../../../src/constructs/registry/parameter-image";
import { RegisteredRepository } from "../../../src/constructs/registry/registered-repository";
import { grantee, permissions } from "../../support/grantee";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";

function create(stack: TerraformStack): ParameterImage {
  return new ParameterImage(stack, "image", {
    repository: new RegisteredRepository(stack, "repository", "finance-app/api"),
    parameterName: "/finance-app/staging/images/api",
  });
}

function parameterImage(): Synthesized {
  return synthesize((stack) => create(stack));
}

function allows(choice: string): boolean {
  return new RegExp(parameterImage().only("aws_ssm_parameter").allowed_pattern as string).test(choice);
}

describe("ParameterImage", () => {
  test("is named in a parameter whose value a pipeline changes and Terraform leaves alone", () => {
    expect(parameterImage().only("aws_ssm_parameter")).toMatchObject({
      name: "/finance-app/staging/images/api",
      type: "String",
      lifecycle: { ignore_changes: ["insecure_value"] },
    });
  });

  test("names a tag that no image has until a pipeline has said otherwise", () => {
    expect(parameterImage().only("aws_ssm_parameter").insecure_value).toBe("not-pushed-yet");
  });

  test.each(["not-pushed-yet", "v1.2.3", "_", "a".repeat(128), `sha256:${"0123456789abcdef".repeat(4)}`])(
    "may be named %s",
    (choice) => {
      expect(allows(choice)).toBe(true);
    },
  );

  test.each([
    "",
    "-v1",
    ".v1",
    "a".repeat(129),
    "v1 v2",
    "sha256:abc",
    `sha256:${"A".repeat(64)}`,
    `sha512:${"a".repeat(64)}`,
    "evil.com/finance-app/api:v1",
  ])("may not be named %j", (choice) => {
    expect(allows(choice)).toBe(false);
  });

  test("comes from its repository, after @ by digest and after : by tag", () => {
    let uri: unknown;
    const stack = synthesize((scope) => {
      uri = resolved(scope, create(scope).uri);
    });

    const [[local, expression] = ["", ""]] = Object.entries(stack.section("locals") as Record<string, string>);
    const parameter = stack.address("aws_ssm_parameter", "image");
    const choice = `coalesce(${parameter}.insecure_value, nonsensitive(${parameter}.value))`;
    const url = `${stack.address("data.aws_ecr_repository", "repository")}.repository_url`;
    expect(uri).toBe(`\${local.${local}}`);
    expect(expression).toBe(`\${join("", [${url}, startswith(${choice}, "sha256:") ? "@" : ":", ${choice}])}`);
  });

  test("creates nothing but its parameter", () => {
    expect(parameterImage().types()).toEqual(["aws_ssm_parameter"]);
  });

  test("lets a role pull from its own repository only", () => {
    const stack = synthesize((scope) => {
      create(scope).grantPull(grantee(scope));
    });

    expect(permissions(stack)).toMatchObject([
      { Sid: "LogInToRegistry" },
      { Sid: "PullFinanceAppApi", Resource: [stack.reference("data.aws_ecr_repository", "repository", "arn")] },
    ]);
    expect(permissions(stack)).toHaveLength(2);
  });

  test("lets a role say which image runs, and see which did before", () => {
    const stack = synthesize((scope) => {
      create(scope).grantChoose(grantee(scope));
    });

    expect(permissions(stack)).toMatchObject([
      {
        Action: ["ssm:GetParameter", "ssm:PutParameter"],
        Resource: [stack.reference("aws_ssm_parameter", "image", "arn")],
      },
    ]);
  });
});
