import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { RegisteredRepository } from "../../../src/constructs/registry/registered-repository";
import { grantee, permissions } from "../../support/grantee";
import { synthesize } from "../../support/synthesized";

const logIn = { Sid: "LogInToRegistry", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] };

function create(stack: TerraformStack): RegisteredRepository {
  return new RegisteredRepository(stack, "repository", "shop/api");
}

describe("RegisteredRepository", () => {
  test("is found by its name and changed by nothing here", () => {
    const stack = synthesize((scope) => create(scope));

    expect(stack.data("aws_ecr_repository")).toMatchObject({ repository: { name: "shop/api" } });
    expect(stack.types()).toEqual([]);
  });

  test("lets a role pull from it only, once logged in", () => {
    const stack = synthesize((scope) => {
      create(scope).grantPull(grantee(scope));
    });

    expect(permissions(stack)).toEqual([
      logIn,
      {
        Sid: "PullShopApi",
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: [stack.reference("data.aws_ecr_repository", "repository", "arn")],
      },
    ]);
  });

  test("lets a role push to it only, once logged in, and never delete", () => {
    const stack = synthesize((scope) => {
      create(scope).grantPush(grantee(scope));
    });

    expect(permissions(stack)).toEqual([
      logIn,
      {
        Sid: "PushShopApi",
        Effect: "Allow",
        Action: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:CompleteLayerUpload",
          "ecr:DescribeImages",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ],
        Resource: [stack.reference("data.aws_ecr_repository", "repository", "arn")],
      },
    ]);
  });

  test("lets one role pull from several, logged in once", () => {
    const stack = synthesize((scope) => {
      const role = grantee(scope);
      create(scope).grantPull(role);
      new RegisteredRepository(scope, "other", "shop/web").grantPull(role);
    });

    expect(permissions(stack).map(({ Sid }) => Sid)).toEqual(["LogInToRegistry", "PullShopApiAndOthers"]);
  });
});
