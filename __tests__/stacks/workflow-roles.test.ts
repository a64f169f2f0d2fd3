import { expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import { accountSchema } from "../../src/config/account";
import { FoundationStack } from "../../src/stacks/foundation-stack";
import { checked, validAccount } from "../support/platform";
import { policy, Synthesized } from "../support/synthesized";

test("a role that deploys is denied the states of all other stacks, also of those that no workflow deploys", () => {
  const workflows = { repository: "acme/platform", environments: ["shop-staging"] };
  const account = accountSchema.parse({ ...validAccount(), workflows });
  const [environment] = checked(() => undefined).environments;
  if (!environment) throw new Error("there is no environment");
  const environments = ["shop-staging", "shop-production"].map((name) => ({ ...environment, name }));
  const stack = new Synthesized(new FoundationStack(Testing.app(), account, environments));

  const statements = Object.values(stack.resources("aws_iam_policy")).flatMap((one) => policy(one.policy).Statement);
  const denied = statements.find(({ Sid }) => Sid === "NotOtherStates")?.Resource;
  expect(denied).toEqual([
    expect.stringMatching(/\/foundation-shop\.tfstate\*$/),
    expect.stringMatching(/\/shop-production\.tfstate\*$/),
  ]);
});
