import { expect, test } from "@jest/globals";

import type { EnvironmentInput } from "../../src/config/environment";
import { checkPlatform } from "../../src/config/platform";
import { ConfigurationError } from "../../src/config/problems";
import { workflowRules } from "../../src/config/rules/workflow-rules";
import { checked, validAccount, validEnvironment } from "../support/platform";

const { accounts, environments } = checked();
const [account] = accounts;
const problemsOf = (...named: string[]): string[] => {
  if (!account) throw new Error("The valid platform has an account.");
  const workflows = { repository: "acme/platform", branch: "main", environments: named };
  return workflowRules({ ...account, workflows }, [], environments).map(({ path, message }) => `${path}: ${message}`);
};

test("workflows may deploy what the account has, or nothing", () => {
  expect(problemsOf("shop-test")).toEqual([]);
  expect(account && workflowRules(account, [], environments)).toEqual([]);
});

test("an environment that the account does not have is named, with the nearest one that it has", () => {
  expect(problemsOf("shop-test", "shop-tset", "production")).toEqual([
    'workflows.environments.1: the account has no environment "shop-tset"; did you mean "shop-test"?; it has shop-test',
    'workflows.environments.2: the account has no environment "production"; it has shop-test',
  ]);
});

test("an environment that cannot be read is there nevertheless", () => {
  const workflows = { repository: "acme/platform", environments: ["shop-test"] };
  const unreadable = { ...validEnvironment(), onDestroy: "retian" } as unknown as EnvironmentInput;
  expect(() => checkPlatform({ accounts: [{ ...validAccount(), workflows }], environments: [unreadable] })).toThrow(
    new ConfigurationError(
      new Map([
        [
          'environment "shop-test"',
          [{ path: "onDestroy", message: 'expected "retain" or "delete", got "retian"; did you mean "retain"?' }],
        ],
      ]),
    ),
  );
});

test("an environment of another account is none of this one's", () => {
  const other = { ...validAccount(), name: "other", id: "444455556666", repositories: {} };
  const workflows = { repository: "acme/platform", environments: ["shop-test"] };
  expect(() =>
    checkPlatform({ accounts: [validAccount(), { ...other, workflows }], environments: [validEnvironment()] }),
  ).toThrow(
    'account "other" has 1 problem:\n  workflows.environments.0: the account has no environment "shop-test"; it has none',
  );
});

test("the workflows of all accounts run in one repository", () => {
  const workflows = { repository: "acme/platform", environments: ["shop-test"] };
  const other = { ...validAccount(), name: "other", id: "444455556666", repositories: {} };
  const elsewhere = { ...other, workflows: { repository: "acme/other", environments: ["shop-demo"] } };
  const demo = { ...validEnvironment(), stage: "demo", account: "444455556666" };
  expect(() =>
    checkPlatform({
      accounts: [{ ...validAccount(), workflows }, elsewhere],
      environments: [validEnvironment(), demo],
    }),
  ).toThrow(
    'account "other" has 1 problem:\n  workflows.repository: the workflows of account shop run in acme/platform, and plan this account\'s stacks there too; write acme/platform, not acme/other',
  );
});

test("an environment whose account cannot be read is not said to have none", () => {
  const unreadable = { ...validAccount(), region: "us-eats-1" };
  expect(() => checkPlatform({ accounts: [unreadable], environments: [validEnvironment()] })).toThrow(
    new ConfigurationError(
      new Map([
        [
          'account "shop"',
          [
            {
              path: "region",
              message: 'expected an AWS region, as in "us-east-1", got "us-eats-1"; did you mean "us-east-1"?',
            },
          ],
        ],
      ]),
    ),
  );
});
