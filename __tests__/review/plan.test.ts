import { describe, expect, test } from "@jest/globals";

import { unknown } from "../../src/terraform-json/shown";
import { accountOf, configuredAttributes, type PlannedChange, readPlan, stackOf } from "../../src/review/plan";
import { review } from "../../src/review/review";
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
    '{"format_version":"1.0","valid":true}',
    "This is not the JSON of a plan: it has none of planned_values, resource_changes, output_changes, resource_drift, configuration; make it with: terraform show -json <plan file>",
  ],
  [
    '{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}',
    "This is the JSON of a state, not of a plan: it has none of planned_values, resource_changes, output_changes, resource_drift, configuration; make it with: terraform show -json <plan file>",
  ],
  [
    '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}',
    "These are messages of terraform plan -json; make it with: terraform show -json <plan file>",
  ],
  [
    '{"resource_changes":[]}',
    "This is not the JSON of a plan (format_version: Invalid input: expected string, received undefined); make it with: terraform show -json <plan file>",
  ],
  [
    planJson([], { resource_changes: Array.from({ length: 4 }, () => ({ change: {} })) }),
    "This is not the JSON of a plan (resource_changes.0.address: Invalid input: expected string, received undefined, resource_changes.0.change.actions: Invalid input: expected array, received undefined, resource_changes.1.address: Invalid input: expected string, received undefined, resource_changes.1.change.actions: Invalid input: expected array, received undefined, resource_changes.2.address: Invalid input: expected string, received undefined, 3 more); make it with: terraform show -json <plan file>",
  ],
  [
    "[]",
    "This is not the JSON of a plan (Invalid input: expected object, received array); make it with: terraform show -json <plan file>",
  ],
  [
    planJson([], { format_version: "2.0" }),
    "The plan has format version 2.0, and versions 1.x are understood; use a release of Terraform that writes them, such as 1.11",
  ],
  [
    planJson([], { errored: true }),
    "The plan ended with an error, so it is not complete; mend the error and plan again",
  ],
  [
    planJson([], { complete: false }),
    "The plan leaves something out (-target, or what Terraform puts off); plan all of it",
  ],
  [
    planJson([], {
      complete: false,
      deferred_changes: [
        { reason: "provider_config_unknown", resource_change: { address: "aws_sns_topic.a" } },
        { resource_change: { address: "aws_sns_topic.\u202eb" } },
        {},
      ],
    }),
    String.raw`The plan puts off what Terraform cannot plan yet: aws_sns_topic.a (provider_config_unknown), aws_sns_topic.\u202eb, a resource; apply what it waits for on its own, or make its count, keys and providers known, and plan all of it`,
  ],
  [
    planJson([], { action_invocations: [{ address: "action.aws_lambda_invoke.a" }] }),
    "The plan invokes actions of providers, whose effect it does not show: action.aws_lambda_invoke.a; take their action_trigger out of the configuration",
  ],
])("what is no complete plan is refused with what to do (%#)", (text, message) => {
  expect(() => readPlan(text)).toThrow(message);
});

describe("of what Terraform may leave out", () => {
  const address = 'module.network["a.b[0]"].aws_subnet.private[0]';
  const least = { address, change: { actions: ["create"] } };
  const read = (row: object): PlannedChange | undefined =>
    readPlan(planJson([], { resource_changes: [row] })).resource_changes[0];

  test("a resource is known by its address", () => {
    const block = "module.network.aws_subnet.private";
    expect(read(least)).toMatchObject({ mode: "managed", type: "aws_subnet", name: "private", block });
    expect(read({ ...least, address: "data.aws_vpc.main" })).toMatchObject({ mode: "data", type: "aws_vpc" });
  });

  test("null is the same as nothing", () => {
    const nothing = { index: null, deposed: null, previous_address: null, action_reason: null, type: null };
    expect(read({ ...least, ...nothing })).toEqual(read(least));
    const plan = { resource_changes: null, output_changes: null, checks: null, configuration: null, complete: null };
    expect(readPlan(planJson([], plan)).resource_changes).toEqual([]);
  });

  test("an output that only the apply knows has no value yet", () => {
    const output_changes = { topic: { actions: ["create"], before: null, after_unknown: true } };
    expect(review(readPlan(planJson([], { output_changes }))).outputs).toEqual([
      { name: "topic", from: null, to: unknown },
    ]);
  });

  test("the version of Terraform is not needed", () => {
    expect(review(readPlan('{"format_version":"1.2","resource_changes":[]}')).terraformVersion).toBeUndefined();
  });

  test("a byte order mark before it is none of it", () => {
    expect(readPlan(`\uFEFF${planJson([])}`)).toEqual(readPlan(planJson([])));
  });
});

test("attributes are known in modules, too", () => {
  const aws_subnet = { address: "aws_subnet.private", expressions: { cidr_block: {} } };
  const inner = { module: { resources: [aws_subnet] } };
  const root_module = { resources: [aws_subnet], module_calls: { network: { module: { module_calls: { inner } } } } };
  expect([...configuredAttributes(readPlan(planJson([], { configuration: { root_module } }))).keys()]).toEqual([
    "aws_subnet.private",
    "module.network.module.inner.aws_subnet.private",
  ]);
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
