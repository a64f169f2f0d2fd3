import { describe, expect, test } from "@jest/globals";

import type { Owner } from "../../src/resources/kind";
import { ignoredAttributes, ignoredBy, isLeftTo } from "../../src/terraform/ownership";

const owners: readonly Owner[] = ["auto scaling", "scheduled scaling", "pipeline", "CodeDeploy"];

describe("ignoredBy", () => {
  test.each([
    ["aws_ecs_service", ["auto scaling"], ["desired_count"]],
    ["aws_ecs_service", ["auto scaling", "pipeline"], ["desired_count", "task_definition"]],
    [
      "aws_ecs_service",
      ["auto scaling", "CodeDeploy"],
      ["desired_count", "task_definition", "load_balancer", "capacity_provider_strategy", "network_configuration"],
    ],
    ["aws_lb_listener_rule", ["CodeDeploy"], ["action"]],
    ["aws_lb_listener_rule", ["pipeline", "auto scaling"], []],
    ["aws_appautoscaling_target", ["scheduled scaling"], ["min_capacity", "max_capacity"]],
    ["aws_ssm_parameter", ["pipeline"], ["insecure_value"]],
    ["aws_ecs_service", [], []],
  ] as const)("for %s and the owners %j is exactly %j", (resourceType, given, attributes) => {
    expect(ignoredBy(resourceType, given)).toEqual(attributes);
  });

  test("names an attribute once, though two owners change it", () => {
    const ignored = ignoredBy("aws_ecs_service", ["pipeline", "CodeDeploy"]);

    expect(ignored.filter((attribute) => attribute === "task_definition")).toHaveLength(1);
  });

  test.each(["aws_db_instance", "aws_secretsmanager_secret", "aws_iam_policy", "aws_ecs_task_definition"])(
    "leaves nothing of %s to anybody",
    (resourceType) => {
      expect(ignoredBy(resourceType, owners)).toEqual([]);
    },
  );
});

describe("ignoredAttributes", () => {
  test("says of each attribute and owner once why", () => {
    const rows = ignoredAttributes.map(({ resourceType, attribute, owner }) => `${resourceType}.${attribute} ${owner}`);

    expect(new Set(rows).size).toBe(rows.length);
    for (const { why } of ignoredAttributes) expect(why).not.toBe("");
  });
});

describe("isLeftTo", () => {
  function ownersOf(type: string, body: Readonly<Record<string, unknown>>): Owner[] {
    return ignoredAttributes.filter((row) => isLeftTo(row, { type, body })).map(({ owner }) => owner);
  }

  test.each([
    ["ECS", "pipeline"],
    ["CODE_DEPLOY", "CodeDeploy"],
  ])("tells whose the revision of a service is that %s deploys", (controller, owner) => {
    const body = { deployment_controller: { type: controller }, lifecycle: { ignore_changes: ["task_definition"] } };

    expect(ownersOf("aws_ecs_service", body)).toEqual([owner]);
  });

  test("holds for the type and the attribute that are ignored", () => {
    const lifecycle = { ignore_changes: ["desired_count"] };

    expect(ownersOf("aws_ecs_service", { deployment_controller: { type: "ECS" }, lifecycle })).toEqual([
      "auto scaling",
    ]);
    expect(ownersOf("aws_lb_listener_rule", { lifecycle })).toEqual([]);
    expect(ownersOf("aws_ecs_service", {})).toEqual([]);
  });
});
