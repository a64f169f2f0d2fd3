import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { ignoredChanges, withoutIgnored } from "../../src/terraform/ignored-changes";
import { ignoredBy } from "../../src/terraform/ownership";
import { stackOf } from "../operations/support/stack";

type Body = Readonly<Record<string, unknown>>;

const blueGreen = {
  deployment_controller: { type: "CODE_DEPLOY" },
  lifecycle: { ignore_changes: ignoredBy("aws_ecs_service", ["auto scaling", "CodeDeploy"]) },
};

function stackWith(type: string, name: string, body: Body): ReturnType<typeof stackOf> {
  return stackOf("shop-production", { resource: { [type]: { [name]: body } } });
}

/** Attribute, values and owner of what changes and is ignored. */
function changed(type: string, before: Body, after: Body): unknown[] {
  const changes = ignoredChanges(stackWith(type, "one", before), stackWith(type, "one", after));
  return changes.map(({ attribute, from, to, owner }) => [attribute, from, to, owner]);
}

describe("ignoredChanges", () => {
  test("names another capacity of a blue/green service, and CodeDeploy as its owner", () => {
    const [spot, onDemand] = [[{ capacity_provider: "FARGATE_SPOT" }], [{ capacity_provider: "FARGATE" }]];
    expect(
      changed(
        "aws_ecs_service",
        { ...blueGreen, capacity_provider_strategy: onDemand },
        { ...blueGreen, capacity_provider_strategy: spot },
      ),
    ).toEqual([["capacity_provider_strategy", onDemand, spot, "CodeDeploy"]]);
  });

  test("names other limits under a schedule, each for itself", () => {
    const lifecycle = { ignore_changes: ignoredBy("aws_appautoscaling_target", ["scheduled scaling"]) };
    const [before, after] = [
      { min_capacity: 4, max_capacity: 8, lifecycle },
      { min_capacity: 1, max_capacity: 2, lifecycle },
    ];
    expect(changed("aws_appautoscaling_target", before, after)).toEqual([
      ["min_capacity", 4, 1, "scheduled scaling"],
      ["max_capacity", 8, 2, "scheduled scaling"],
    ]);
  });

  test("says so of what the configuration ignores without an owner", () => {
    const lifecycle = { ignore_changes: ["delay_seconds"] };
    expect(changed("aws_sqs_queue", { delay_seconds: 1, lifecycle }, { delay_seconds: 2, lifecycle })).toEqual([
      ["delay_seconds", 1, 2, undefined],
    ]);
  });

  test("names nothing that is applied: what is not ignored any more, what is new, what stays", () => {
    const before = { ...blueGreen, capacity_provider_strategy: [], health_check_grace_period_seconds: 10 };
    expect(changed("aws_ecs_service", before, { capacity_provider_strategy: [{ weight: 1 }] })).toEqual([]);
    expect(changed("aws_ecs_service", before, { ...before, health_check_grace_period_seconds: 20 })).toEqual([]);
    expect(ignoredChanges(stackOf("shop-production"), stackWith("aws_ecs_service", "one", before))).toEqual([]);
  });

  test("follows what has moved, also in references", () => {
    const before = stackWith("aws_ecs_service", "one", { ...blueGreen, network_configuration: "${aws_subnet.a.id}" });
    const after = stackWith("aws_ecs_service", "two", { ...blueGreen, network_configuration: "${aws_subnet.b.id}" });
    const moved = [
      { from: "aws_ecs_service.one", to: "aws_ecs_service.two" },
      { from: "aws_subnet.a", to: "aws_subnet.b" },
    ];
    const withMoves = (moves: typeof moved): Parameters<typeof ignoredChanges>[1] => ({
      resources: after.resources,
      json: { moved: moves },
    });
    expect(ignoredChanges(before, withMoves(moved))).toEqual([]);
    expect(ignoredChanges(before, withMoves(moved.slice(0, 1)))).toMatchObject([
      { address: "aws_ecs_service.two", attribute: "network_configuration" },
    ]);
  });
});

test("withoutIgnored leaves nothing that the earlier configuration has not, whatever changes", () => {
  const value = fc.option(fc.jsonValue(), { nil: undefined });
  const attributes = ["desired_count", "load_balancer", "network_configuration", "name"];
  const body = fc.record(Object.fromEntries(attributes.map((attribute) => [attribute, value])));
  fc.assert(
    fc.property(body, body, (one, other) => {
      const [before, after] = [one, other].map((attributesOf) =>
        stackWith("aws_ecs_service", "one", { ...attributesOf, ...blueGreen }),
      ) as [ReturnType<typeof stackOf>, ReturnType<typeof stackOf>];
      const [resource] = withoutIgnored(after.resources, ignoredChanges(before, after));
      for (const attribute of attributes)
        expect(resource?.body[attribute]).toEqual((attribute === "name" ? other : one)[attribute]);
    }),
  );
});
