import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import type { AccountInput } from "../../src/config/account";
import { checkPlatform } from "../../src/config/platform";
import { FoundationStack } from "../../src/stacks/foundation-stack";
import { validAccount, validEnvironment } from "../support/platform";
import { Synthesized } from "../support/synthesized";

function foundation(changes: Partial<AccountInput> = {}): Synthesized {
  const { accounts } = checkPlatform({
    accounts: [{ ...validAccount(), ...changes }],
    environments: [validEnvironment()],
  });
  const [account] = accounts;
  if (!account) throw new Error("there is no account");
  return new Synthesized(new FoundationStack(Testing.app(), account));
}

describe("FoundationStack", () => {
  test("leaves the account's other buckets alone, unless it is told to block public ones", () => {
    expect(foundation().types()).not.toContain("aws_s3_account_public_access_block");
    expect(foundation({ publicBuckets: "blocked" }).only("aws_s3_account_public_access_block")).toEqual(
      expect.objectContaining({
        account_id: "111122223333",
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      }),
    );
  });
});
