import { describe, expect, test } from "@jest/globals";

import { keepStateInS3 } from "../../src/terraform/state";
import { synthesize } from "../support/synthesized";

function backend(): unknown {
  const stack = synthesize((scope) => {
    keepStateInS3(scope, {
      bucket: "terraform-state-111122223333-us-east-1",
      key: "finance-app-staging.tfstate",
      region: "us-east-1",
      account: "111122223333",
      keyAlias: "alias/terraform-state",
    });
  });
  return (stack.section("terraform") as { backend: unknown }).backend;
}

describe("keepStateInS3", () => {
  test("keeps the state encrypted, locked, and refused to other accounts", () => {
    expect(backend()).toEqual({
      s3: {
        bucket: "terraform-state-111122223333-us-east-1",
        key: "finance-app-staging.tfstate",
        region: "us-east-1",
        encrypt: true,
        kms_key_id: "arn:aws:kms:us-east-1:111122223333:alias/terraform-state",
        use_lockfile: true,
        allowed_account_ids: ["111122223333"],
      },
    });
  });
});
