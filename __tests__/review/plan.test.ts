import { expect, test } from "@jest/globals";

import { accountOf, readPlan, stackOf } from "../../src/review/plan";
import { planJson } from "./plans";

test.each([
  ["", "The plan is empty; make it with: terraform show -json <plan file>"],
  [
    "PK\u0003\u0004tfplan",
    "This is a plan as Terraform saves it, not its JSON; make it with: terraform show -json <plan file>",
  ],
  [planJson([]).slice(0, -20), "The plan's JSON is cut off or damaged; make it with: terraform show -json <plan file>"],
  ["Terraform used the selected providers", "This is not JSON; make it with: terraform show -json <plan file>"],
  [
    '{"format_version":"1.0"}',
    "This is not the JSON of a plan (terraform_version: Invalid input: expected string, received undefined); make it with: terraform show -json <plan file>",
  ],
  [
    "[]",
    "This is not the JSON of a plan (Invalid input: expected object, received array); make it with: terraform show -json <plan file>",
  ],
  [
    planJson([], { format_version: "2.0" }),
    "The plan has format version 2.0, and versions 1.x are understood; use Terraform 1.11",
  ],
  [
    planJson([], { errored: true }),
    "The plan ended with an error, so it is not complete; mend the error and plan again",
  ],
  [
    planJson([], { complete: false }),
    "The plan leaves something out (-target, or what Terraform puts off); plan all of it",
  ],
])("what is no complete plan is refused with what to do (%#)", (text, message) => {
  expect(() => readPlan(text)).toThrow(message);
});

test("the stack is known by the tags of its provider", () => {
  expect(stackOf(readPlan(planJson([])))).toBe("shop-production");
});

test("a plan of something else has no stack", () => {
  expect(stackOf(readPlan(planJson([], { configuration: {} })))).toBeUndefined();
});

test("the account is the one that its provider is held to", () => {
  const account = (...constant_value: string[]): string | undefined => {
    const aws = { expressions: { allowed_account_ids: { constant_value } } };
    return accountOf(readPlan(planJson([], { configuration: { provider_config: { aws } } })));
  };
  expect(account("111122223333")).toBe("111122223333");
  expect(account("111122223333", "444455556666")).toBeUndefined();
  expect(accountOf(readPlan(planJson([])))).toBeUndefined();
});
