import { describe, expect, test } from "@jest/globals";

import { ApplyRole } from "../../../src/constructs/delivery/apply-role";
import { StateBucket } from "../../../src/constructs/storage/state-bucket";
import { location } from "../../support/location";
import { policy, type Policy, synthesize } from "../../support/synthesized";

const bucket = "arn:aws:s3:::terraform-state";
const stack = synthesize((scope) => {
  const state = new StateBucket(scope, "state", {
    bucketName: "terraform-state",
    keyAlias: "terraform-state",
    location,
  });
  new ApplyRole(scope, "apply", {
    ...{ name: "shop-staging-github-apply", location, state, repository: "acme/platform", environment: "shop-staging" },
    branch: "main",
    repositoryIds: { owner: 1, repository: 2 },
    providerArn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    permissionsBoundary: "arn:aws:iam::111122223333:policy/deployments",
    others: ["foundation-acme", "shop-production"],
    guardedRoles: ["acme-github-plan", "shop-staging-github-apply"],
  });
});
const { Statement: statements } = policy(stack.only("aws_iam_policy").policy);
const named = (sid: string): Policy["Statement"][number] | undefined => statements.find(({ Sid }) => Sid === sid);

describe("ApplyRole", () => {
  test("is assumed from jobs of the GitHub environment of the same name, in the workflows that deploy the branch, only", () => {
    const [trust] = policy(stack.only("aws_iam_role").assume_role_policy).Statement;
    expect(trust?.Condition).toEqual({
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": [
          "repo:acme/platform:environment:shop-staging",
          "repo:acme@1/platform@2:environment:shop-staging",
        ],
        "token.actions.githubusercontent.com:repository_id": "2",
        "token.actions.githubusercontent.com:ref": ["refs/heads/main"],
        "token.actions.githubusercontent.com:job_workflow_ref": [
          "acme/platform/.github/workflows/deploy.yml@refs/heads/main",
          "acme/platform/.github/workflows/operate.yml@refs/heads/main",
        ],
      },
    });
  });

  test("writes the state of its own stack, and is denied every other one", () => {
    expect(named("WriteState")?.Resource).toEqual([
      `${bucket}/shop-staging.tfstate`,
      `${bucket}/shop-staging.tfstate.tflock`,
    ]);
    expect(named("NotOtherStates")).toMatchObject({
      Effect: "Deny",
      Resource: [`${bucket}/foundation-acme.tfstate*`, `${bucket}/shop-production.tfstate*`],
    });
  });

  test("cannot change the workflows' own roles, or make administrators with AWS's policies", () => {
    expect(named("NotItself")).toMatchObject({
      Effect: "Deny",
      Resource: expect.arrayContaining([
        "arn:aws:iam::111122223333:role/acme-github-plan",
        "arn:aws:iam::111122223333:policy/shop-staging-github-apply*",
      ]),
    });
    expect(named("NoOtherRole")).toMatchObject({ Effect: "Deny", Action: ["sts:AssumeRole"], Resource: ["*"] });
    expect(JSON.stringify(named("NoAdministratorPolicies"))).toContain("arn:aws:iam::aws:policy/AdministratorAccess");
  });

  test("cannot take from the states what protects them, nor the key without which nobody reads them", () => {
    expect(named("NotTheStates")).toMatchObject({
      Effect: "Deny",
      Action: expect.arrayContaining(["s3:PutBucketPolicy", "s3:PutReplicationConfiguration"]) as unknown,
      Resource: [bucket],
    });
    expect(named("NotTheirKey")).toMatchObject({
      Effect: "Deny",
      Action: expect.arrayContaining(["kms:ScheduleKeyDeletion"]) as unknown,
      Resource: [stack.reference("aws_kms_key", "state/key", "arn")],
    });
  });

  test("is called the administrator that it is, and bounded where the account says a boundary", () => {
    expect(stack.only("aws_iam_role")).toMatchObject({
      description: "Administrator within a boundary: deployments of shop-staging by workflows of acme/platform",
      permissions_boundary: "arn:aws:iam::111122223333:policy/deployments",
    });
  });

  test("may work for as long as its workflows' jobs", () => {
    expect(stack.only("aws_iam_role")).toMatchObject({ max_session_duration: 7200 });
  });

  test("finds the GitHub OIDC provider by its address, which AWS lets be granted on everything only", () => {
    const listing = statements.filter(({ Action }) => Action.includes("iam:ListOpenIDConnectProviders"));
    expect(listing.map(({ Resource }) => Resource)).toEqual([["*"]]);
  });

  test("changes whatever Terraform changes of a role in place", () => {
    expect(named("ManageRolesAndPolicies")?.Action).toEqual(
      expect.arrayContaining(["iam:UpdateAssumeRolePolicy", "iam:UpdateRoleDescription", "iam:TagRole"]),
    );
  });

  test("manages roles and policies, but no users, groups or keys", () => {
    const iam = statements
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap(({ Action }) => Action.filter((one) => one.startsWith("iam:")));
    expect(iam).toContain("iam:CreateRole");
    expect(iam.filter((action) => /User|Group|AccessKey|\*/.test(action))).toEqual([]);
  });
});
