import { expect, test } from "@jest/globals";

import { accountSchema } from "../../src/config/account";
import { readBySchema } from "../../src/config/schema-problems";
import { validAccount } from "../support/platform";

function problemsOf(settings: object): string[] {
  const checked = readBySchema(accountSchema, { ...validAccount(), ...settings });
  return "problems" in checked ? checked.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

const anyRole =
  'expected the ARN of a role, as in "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_OnCall_*"; "*" is any part of its path and name';

test.each([
  ["a role of a permission set", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*OnCall_*", []],
  ["a user", "arn:aws:iam::111122223333:user/ana", [anyRole]],
  ["any account", "arn:aws:iam::*:role/on-call", [anyRole]],
  [
    "every role",
    "arn:aws:iam::111122223333:role/*",
    ["expected more of the role's name: this is every role of the account"],
  ],
])("who may assume the on-call role: %s", (_, arn, messages) => {
  expect(problemsOf({ onCall: { trusted: [arn] } })).toEqual(
    messages.map((message) => `onCall.trusted.0: ${message}, got "${arn}"`),
  );
});

test("nobody is no answer to who may assume it", () => {
  expect(problemsOf({ onCall: { trusted: [] } })).toEqual(["onCall.trusted: expected at least one role, got []"]);
});

test.each([
  ["arn:aws:iam::111122223333:policy/deployments", []],
  ["arn:aws:iam::aws:policy/PowerUserAccess", []],
  [
    "deployments",
    [
      'workflows.permissionsBoundary: expected the ARN of a managed policy, as in "arn:aws:iam::111122223333:policy/deployments", got "deployments"',
    ],
  ],
])("the boundary of roles that deploy is a managed policy: %s", (permissionsBoundary, problems) => {
  const workflows = { repository: "acme/platform", environments: ["shop-test"], permissionsBoundary };
  expect(problemsOf({ workflows })).toEqual(problems);
});
