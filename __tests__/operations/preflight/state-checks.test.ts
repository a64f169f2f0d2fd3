import { describe, expect, test } from "@jest/globals";

import { missing, ok, warning } from "../../../src/operations/preflight/check";
import { judgeCaller } from "../../../src/operations/preflight/credentials";
import { judgeState } from "../../../src/operations/preflight/state";
import { type BucketFacts, judgeBucket } from "../../../src/operations/preflight/state-bucket";
import { judgeLock } from "../../../src/operations/preflight/state-lock";
import { judgeProviders, judgeRelease } from "../../../src/operations/preflight/terraform";
import type { State } from "../../../src/terraform-json/state";
import { stackOf } from "../support/stack";

const stack = stackOf("shop-staging", {
  resource: { aws_sqs_queue: { one: {}, two: {} }, aws_sns_topic: { one: {} } },
});

test("credentials are for the account, or for another one", () => {
  const caller = (accountId: string): { accountId: string; arn: string } => ({ accountId, arn: `arn:${accountId}` });
  expect(judgeCaller(stack, caller("111122223333"))).toEqual(ok("account 111122223333, as arn:111122223333"));
  expect(judgeCaller(stack, caller("999999999999"))).toEqual(
    missing(
      "shop-staging belongs to AWS account 111122223333, but your credentials are for 999999999999 (arn:999999999999)",
      "Use credentials of account 111122223333 (AWS_PROFILE), then repeat.",
    ),
  );
});

describe("the state bucket", () => {
  const bootstrap = "npm run bootstrap -- shop-staging";
  const good: BucketFacts = { bucket: "there", versioning: "Enabled", encryption: "aws:kms", key: "enabled" };
  const key = "arn:aws:kms:us-east-1:111122223333:alias/terraform-state";

  test.each<[string, BucketFacts, unknown]>([
    ["is complete", good, ok("state is there, versioned and encrypted")],
    ["is not there", { bucket: "absent" }, missing("state does not exist; the account is not bootstrapped", bootstrap)],
    [
      "is somebody else's",
      { bucket: "forbidden" },
      missing(
        "state is another account's, or your credentials may not use it",
        "Use credentials of account 111122223333 with s3:ListBucket on it, or choose another name for the state bucket.",
      ),
    ],
    [
      "is half made",
      { ...good, versioning: undefined, encryption: "AES256", key: "absent" },
      missing(`state is not versioned and is not encrypted with KMS and has no usable key ${key}`, bootstrap),
    ],
  ])("%s", (_, facts, finding) => {
    expect(judgeBucket(stack, facts)).toEqual(finding);
  });
});

test("a lock is not held, or shown with its holder and how to free it", () => {
  expect(judgeLock(stack, undefined)).toEqual(ok("not held"));
  const lock = {
    ID: "5d20f768",
    Operation: "OperationTypeApply",
    Who: "deployer@laptop",
    Created: "2026-03-01T10:00:00Z",
  };
  expect(judgeLock(stack, { kind: "lock", lock })).toEqual(
    missing(
      "held by deployer@laptop since 2026-03-01T10:00:00Z, doing OperationTypeApply",
      "Wait for it; if its holder is gone:  npm run recover -- shop-staging",
    ),
  );
  expect(judgeLock(stack, { kind: "damaged", how: "is empty" })).toEqual(
    missing(
      "held, and by whom is not known: the lock file is empty",
      "If nothing works on the environment now:  npm run recover -- shop-staging",
    ),
  );
});

describe("the state", () => {
  const state = (...resources: (readonly [string, string, "tainted"?])[]): State => ({
    resources: resources.map(([type, name, status]) => ({
      ...{ mode: "managed", type, name },
      instances: [{ ...(status && { status }) }],
    })),
  });

  test.each<[string, State | undefined, unknown]>([
    ["is none yet", undefined, [ok("nothing is deployed yet; a deploy creates 3 resources")]],
    [
      "is half deployed",
      state(["aws_sqs_queue", "one"]),
      [ok("1 of 3 resources are deployed; a deploy creates the other 2")],
    ],
    [
      "is all deployed, with something left of before",
      state(["aws_sqs_queue", "one"], ["aws_sqs_queue", "two"], ["aws_sns_topic", "one"], ["aws_sqs_queue", "old"]),
      [ok("all 3 resources are deployed; 1 more are no longer in the configuration")],
    ],
    [
      "has what failed half way",
      state(["aws_sqs_queue", "one", "tainted"]),
      [
        ok("1 of 3 resources are deployed; a deploy creates the other 2"),
        warning(
          "the creation of aws_sqs_queue.one failed half way",
          "The deploy destroys it and creates it again; look at npm run review first if it holds something.",
        ),
      ],
    ],
  ])("%s", (_, stored, findings) => {
    expect(judgeState(stack, stored)).toEqual(findings);
  });
});

test("providers are told with their versions, and with what Terraform said when they cannot be installed", () => {
  const { terraform } = stack.json;
  const required = { aws: { version: "5.100.0" }, random: { version: "3.7.2" } };
  const withProviders = Object.assign(stackOf("shop-staging"), {
    json: { terraform: { ...terraform, required_providers: required } },
  });
  expect(judgeProviders(withProviders, undefined)).toEqual(ok("aws 5.100.0, random 3.7.2: installed"));
  expect(judgeProviders(withProviders, "╷\n│ Error: Failed to query\n│   no such host\n╵")).toEqual(
    missing(
      "aws 5.100.0, random 3.7.2 cannot be installed: Error: Failed to query no such host",
      "Let Terraform reach its registry, or name a mirror in its CLI configuration (TF_CLI_CONFIG_FILE).",
    ),
  );
  expect(judgeProviders(withProviders, "x".repeat(400))).toMatchObject({
    what: `aws 5.100.0, random 3.7.2 cannot be installed: ${"x".repeat(299)}…`,
  });
});

test("a release of Terraform that was not tried is a warning with what to do", () => {
  expect(judgeRelease("1.11.12")).toEqual(ok("version 1.11.12"));
  expect(judgeRelease("1.14.0")).toEqual(
    warning(
      "version 1.14.0, and the commands were tried with 1.11",
      "Deploy into the emulated AWS with it first: npm run emulate. docs/operating/updating.md says what may differ.",
    ),
  );
});
