import { describe, expect, test } from "@jest/globals";

import { PlanRole, type PlanRoleProps } from "../../../src/constructs/delivery/plan-role";
import { StateBucket } from "../../../src/constructs/storage/state-bucket";
import { distribution } from "../../support/distribution";
import { location } from "../../support/location";
import { policy, type Policy, type Synthesized, synthesize } from "../../support/synthesized";

const bucket = "arn:aws:s3:::terraform-state";

function plan(props: Partial<PlanRoleProps> = {}): Synthesized {
  return synthesize((stack) => {
    const state = new StateBucket(stack, "state", {
      bucketName: "terraform-state",
      keyAlias: "terraform-state",
      location,
    });
    new PlanRole(stack, "plan", {
      ...{ name: "acme-github-plan", location, state, repository: "acme/platform", branch: "main" },
      ...{ providerArn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", ...props },
    });
  });
}

const statements = Object.values(plan().resources("aws_iam_policy")).flatMap((each) => policy(each.policy).Statement);
const named = (sid: string): Policy["Statement"][number] | undefined => statements.find(({ Sid }) => Sid === sid);

describe("PlanRole", () => {
  test("is assumed in pull requests and from the branch, and nowhere else", () => {
    const [trust] = policy(plan().only("aws_iam_role").assume_role_policy).Statement;
    expect(trust?.Condition).toEqual({
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": [
          "repo:acme/platform:pull_request",
          "repo:acme/platform:ref:refs/heads/main",
        ],
      },
    });
  });

  test("is trusted in both forms of the subject, where GitHub's numbers are known", () => {
    const stack = plan({ repositoryIds: { owner: 12, repository: 34 } });
    expect(stack.only("aws_iam_role").assume_role_policy).toContain('"repo:acme@12/platform@34:pull_request"');
    expect(stack.only("aws_iam_role").assume_role_policy).toContain('"repo:acme/platform:pull_request"');
  });

  test("reads every state and writes none, but may lock each", () => {
    expect(named("ReadStates")).toMatchObject({ Action: ["s3:GetObject"], Resource: [`${bucket}/*.tfstate`] });
    const writes = statements.filter(({ Effect, Action }) => Effect === "Allow" && Action.includes("s3:PutObject"));
    expect(writes.map(({ Resource }) => Resource)).toEqual([[`${bucket}/*.tfstate.tflock`]]);
  });

  test("reads how things are set up and nothing that products store, by its own policies alone", () => {
    const allowed = statements.flatMap(({ Action }) => Action);

    expect(Object.keys(plan().resources("aws_iam_role_policy_attachment")).toSorted()).toEqual([
      "plan/role/attachment",
      "plan/role/attachment-2",
    ]);
    expect(allowed).toEqual(expect.arrayContaining(["ecs:DescribeServices", "tag:GetResources"]));
    expect(allowed.filter((action) => action.includes("*"))).toEqual([]);
    expect(allowed).not.toEqual(expect.arrayContaining(["logs:GetLogEvents"]));
    expect(allowed).not.toEqual(expect.arrayContaining(["sqs:ReceiveMessage"]));
  });

  test("reads the objects that Terraform refreshes: the states, and what it puts beside static assets", () => {
    const assets = synthesize((stack) => distribution(stack));
    const { key } = assets.only("aws_s3_object");
    const readers = statements
      .filter(({ Action }) => Action.includes("s3:GetObject"))
      .flatMap(({ Resource }) => Resource);

    expect(readers.toSorted()).toEqual([
      `arn:aws:s3:::*/${String(key)}`,
      `${bucket}/*.tfstate`,
      `${bucket}/*.tfstate.tflock`,
    ]);
  });

  test("reads the secrets that were generated, and none that an operator has filled", () => {
    expect(named("CompareSecrets")?.Condition).toEqual({
      StringEquals: { "secretsmanager:ResourceTag/SecretValue": "generated" },
    });
  });

  test("decrypts only through the services whose values the provider compares", () => {
    expect(named("DecryptSecrets")?.Condition).toEqual({
      StringLike: { "kms:ViaService": ["secretsmanager.*.amazonaws.com", "ssm.*.amazonaws.com"] },
    });
  });
});
