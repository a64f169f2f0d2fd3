import { expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import { accountSchema } from "../../src/config/account";
import { FoundationStack } from "../../src/stacks/foundation-stack";
import { validAccount } from "../support/platform";
import { policy, Synthesized } from "../support/synthesized";

test("a role that deploys is denied the states of all other stacks, also of those that no workflow deploys", () => {
  const workflows = { repository: "acme/platform", environments: ["shop-staging"] };
  const account = accountSchema.parse({ ...validAccount(), workflows });
  const stack = new Synthesized(new FoundationStack(Testing.app(), account, ["shop-staging", "shop-production"]));

  const statements = Object.values(stack.resources("aws_iam_policy")).flatMap((one) => policy(one.policy).Statement);
  const denied = statements.find(({ Sid }) => Sid === "NotOtherStates")?.Resource;
  expect(denied).toEqual([
    expect.stringMatching(/\/foundation-shop\.tfstate\*$/),
    expect.stringMatching(/\/shop-production\.tfstate\*$/),
  ]);
});
