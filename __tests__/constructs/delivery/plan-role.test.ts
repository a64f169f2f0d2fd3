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

const statements = policy(plan().only("aws_iam_policy").policy).Statement;
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

  test("reads no data, though AWS's own policy would let it", () => {
    expect(plan().resources("aws_iam_role_policy_attachment")["plan/role/ReadOnlyAccess"]).toMatchObject({
      policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    });
    expect(named("NoObjects")).toMatchObject({ Effect: "Deny", Action: ["s3:GetObject", "s3:GetObjectVersion"] });
    expect(named("NoData")).toMatchObject({ Effect: "Deny", Resource: ["*"] });
    expect(named("NoData")?.Action).toEqual(
      expect.arrayContaining([
        ...["logs:GetLogEvents", "logs:StartLiveTail", "rds:DownloadDBLogFilePortion", "sqs:ReceiveMessage"],
      ]),
    );
  });

  test("reads the objects that Terraform refreshes: the states, and what it puts beside static assets", () => {
    const assets = synthesize((stack) => distribution(stack));
    const { key } = assets.only("aws_s3_object");

    expect(named("NoObjects")).toMatchObject({ NotResource: [`${bucket}/*`, `arn:aws:s3:::*/${String(key)}`] });
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
