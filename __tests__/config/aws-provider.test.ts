import { expect, test } from "@jest/globals";

import { accountSchema } from "../../src/config/account";
import { readBySchema } from "../../src/config/schema-problems";
import { validAccount } from "../support/platform";

test("an account's stacks ask for the tested release unless it chooses another", () => {
  expect(accountSchema.parse(validAccount()).awsProviderVersion).toBe("5.100.0");
});

test.each(["5.100.0", "6.25.0", "6.25.3", "6.100.0"])("it may choose %s", (awsProviderVersion) => {
  expect(accountSchema.parse({ ...validAccount(), awsProviderVersion })).toMatchObject({ awsProviderVersion });
});

test.each(["5.99.0", "6.24.0", "6.25", "~> 6.25", ">= 6.25.0", "6.025.0", "7.0.0", "6.30.0-beta1", ""])(
  "it may not choose %j",
  (awsProviderVersion) => {
    const checked = readBySchema(accountSchema, { ...validAccount(), awsProviderVersion });
    expect("problems" in checked && checked.problems).toEqual([
      {
        path: "awsProviderVersion",
        message: `expected "5.100.0", or an exact release of the AWS provider 6 from 6.25.0 on, as in "6.25.0", got ${JSON.stringify(awsProviderVersion)}`,
      },
    ]);
  },
);
