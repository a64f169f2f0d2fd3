import { describe, expect, test } from "@jest/globals";

import { checkAccount } from "../../../src/operations/aws/account-check";
import { stackOf } from "../support/stack";

describe("the account of the credentials", () => {
  test("is fine when the stack belongs to it", () => {
    expect(() => {
      checkAccount(stackOf("shop-staging"), { accountId: "111122223333", arn: "arn:aws:iam::111122223333:user/me" });
    }).not.toThrow();
  });

  test("is refused with both accounts and the identity when the stack belongs to another", () => {
    expect(() => {
      checkAccount(stackOf("shop-staging"), { accountId: "999999999999", arn: "arn:aws:iam::999999999999:user/me" });
    }).toThrow(
      [
        "shop-staging belongs to AWS account 111122223333, but your credentials are for 999999999999 (arn:aws:iam::999999999999:user/me); nothing was changed.",
        "Use credentials of account 111122223333 (AWS_PROFILE), then repeat.",
      ].join("\n"),
    );
  });
});
