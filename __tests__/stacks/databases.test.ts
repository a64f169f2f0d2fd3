import { expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import { checkPlatform } from "../../src/config/platform";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { validAccount, validEnvironment } from "../support/platform";
import { Synthesized } from "../support/synthesized";

test("existing clusters beside the environment's own database have a key and subnets by other names", () => {
  const { environments, accounts } = checkPlatform({
    accounts: [validAccount()],
    environments: [{ ...validEnvironment(), existingDatabases: { "shop-cluster": {} } }],
  });
  const [environment] = environments;
  const [account] = accounts;
  if (!environment || !account) throw new Error("there is no environment");
  const stack = new Synthesized(new EnvironmentStack(Testing.app(), environment, account));
  const names = (type: string): unknown[] => Object.values(stack.resources(type)).map(({ name }) => name);

  expect(names("aws_kms_alias").sort()).toEqual([
    "alias/shop-test/database",
    "alias/shop-test/environment",
    "alias/shop-test/existing-databases",
  ]);
  expect(names("aws_db_subnet_group").sort()).toEqual(["shop-test", "shop-test-existing"]);
});
