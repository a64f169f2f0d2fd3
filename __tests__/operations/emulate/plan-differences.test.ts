import { describe, expect, test } from "@jest/globals";

import { type PlanJson, planDifferences } from "../../../src/operations/emulate/plan-differences";

const update = (type: string, before: object, after: object): PlanJson => ({
  resource_changes: [
    {
      address: `${type}.main`,
      type,
      change: { actions: ["update"], before: { ...before }, after: { ...after } },
    },
  ],
});

describe("the differences of a plan", () => {
  test("are none when nothing changes and data is only read", () => {
    const changes = ["no-op", "read"].map((action) => ({
      address: "aws_lb.main",
      type: "aws_lb",
      change: { actions: [action], before: {}, after: { id: "a" } },
    }));
    expect(planDifferences({ resource_changes: changes, output_changes: { host: { actions: ["no-op"] } } })).toEqual(
      [],
    );
  });

  test("name the address, the action and the attributes that change", () => {
    expect(planDifferences(update("aws_lb", { idle_timeout: 60, name: "a" }, { idle_timeout: 30, name: "a" }))).toEqual(
      ["update aws_lb.main: idle_timeout"],
    );
  });

  test("name every attribute of what is created, also those that are known after the apply", () => {
    const creation = {
      address: "aws_lb.main",
      type: "aws_lb",
      change: { actions: ["create"], before: null, after: { name: "a" }, after_unknown: { arn: true } },
    };
    expect(planDifferences({ resource_changes: [creation] })).toEqual(["create aws_lb.main: arn, name"]);
  });

  test("count outputs", () => {
    expect(planDifferences({ output_changes: { host: { actions: ["update"] } } })).toEqual(["update output host"]);
  });
});
