import { describe, expect, test } from "@jest/globals";

import { type Statement, sufficiency } from "../../../src/operations/permissions/sufficiency";

const describeServices = { service: "ecs", operation: "DescribeServices" };
const allow = (...Action: string[]): Statement => ({ Effect: "Allow", Action, Resource: "*" });

describe("sufficiency", () => {
  test("names what is needed and not allowed, and what is allowed and not needed", () => {
    expect(sufficiency([describeServices], [allow("ecs:DescribeTasks")])).toEqual({
      missing: ["ecs:DescribeServices"],
      needless: ["ecs:DescribeTasks"],
    });
  });

  test("knows IAM's own names of operations", () => {
    const calls = [
      { service: "elbv2", operation: "DescribeRules" },
      { service: "s3", operation: "HeadObject" },
      { service: "budgets", operation: "DescribeBudget" },
      { service: "sts", operation: "GetCallerIdentity" },
    ];
    expect(sufficiency(calls, []).missing).toEqual([
      "budgets:ViewBudget",
      "elasticloadbalancing:DescribeRules",
      "s3:GetObject",
    ]);
  });

  test.each<[string, Statement, string[]]>([
    ["a pattern", allow("ecs:Describe*"), []],
    ["another case", allow("ECS:describeservices"), []],
    ["a part of the name", allow("ecs:DescribeService"), ["ecs:DescribeServices"]],
    ["all but others", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, []],
    ["all but this", { Effect: "Allow", NotAction: ["ecs:*"], Resource: "*" }, ["ecs:DescribeServices"]],
  ])("reads how policies name actions: %s", (_, statement, missing) => {
    expect(sufficiency([describeServices], [statement]).missing).toEqual(missing);
  });

  test.each<[string, Partial<Statement>, string[]]>([
    ["of everything counts", { Resource: "*" }, ["ecs:DescribeServices"]],
    ["of one resource does not", { Resource: "arn:aws:ecs:us-east-1:111122223333:service/a/b" }, []],
    ["under a condition does not", { Resource: "*", Condition: { Bool: {} } }, []],
  ])("a denial %s", (_, statement, missing) => {
    const denial = { Effect: "Deny", Action: "ecs:*", ...statement } as const;
    expect(sufficiency([describeServices], [allow("ecs:*"), denial]).missing).toEqual(missing);
  });
});
