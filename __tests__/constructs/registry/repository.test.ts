import { describe, expect, test } from "@jest/globals";

import { Repository } from "../../../src/constructs/registry/repository";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

function repository(): Synthesized {
  return synthesize(
    (stack) =>
      new Repository(stack, "repository", {
        name: "finance-app/api",
        account: "111122223333",
        keepImages: 30,
        untaggedExpireDays: 7,
      }),
  );
}

interface LifecyclePolicy {
  readonly rules: { readonly rulePriority: number; readonly selection: object; readonly action: object }[];
}

function lifecycleRules(): LifecyclePolicy["rules"] {
  const { policy: text } = repository().only("aws_ecr_lifecycle_policy");
  return (JSON.parse(text as string) as LifecyclePolicy).rules;
}

describe("Repository", () => {
  test("has tags that never change", () => {
    expect(repository().only("aws_ecr_repository")).toMatchObject({
      name: "finance-app/api",
      image_tag_mutability: "IMMUTABLE",
    });
  });

  test("scans every image that is pushed", () => {
    expect(repository().only("aws_ecr_repository")).toMatchObject({
      image_scanning_configuration: { scan_on_push: true },
    });
  });

  test("encrypts images", () => {
    expect(repository().only("aws_ecr_repository")).toMatchObject({
      encryption_configuration: [{ encryption_type: "KMS" }],
    });
  });

  test("can't be destroyed by a plan, with or without images", () => {
    const resource = repository().only("aws_ecr_repository");

    expect(resource).toMatchObject({ lifecycle: { prevent_destroy: true } });
    expect(resource).not.toHaveProperty("force_delete");
  });

  test("lets images without a tag go first, after the days it is told", () => {
    expect(lifecycleRules()[0]).toMatchObject({
      rulePriority: 1,
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
      action: { type: "expire" },
    });
  });

  test("keeps as many of the newest images as it is told, whatever their tags", () => {
    expect(lifecycleRules()[1]).toMatchObject({
      rulePriority: 2,
      selection: { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: 30 },
      action: { type: "expire" },
    });
  });

  test("lets nobody pull who is of another account", () => {
    expect(policy(repository().only("aws_ecr_repository_policy").policy).Statement).toEqual([
      {
        Sid: "OnlyThisAccount",
        Effect: "Deny",
        Principal: "*",
        Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Condition: { StringNotEquals: { "aws:PrincipalAccount": "111122223333" } },
      },
    ]);
  });
});
