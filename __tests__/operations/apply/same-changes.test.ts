import { describe, expect, test } from "@jest/globals";

import { differingChanges } from "../../../src/operations/apply/same-changes";
import { planIn } from "../../../src/operations/review/review-plan";
import type { Plan } from "../../../src/review/plan";

const address = "aws_ecs_service.api";
const update = { actions: ["update"], before: { name: "api", count: 1 }, after: { name: "api", count: 2 } };

function plan(change: object, rest: object = {}): Plan {
  const resource = { address, mode: "managed", type: "aws_ecs_service", name: "api", change, ...rest };
  return planIn(JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", resource_changes: [resource] }));
}

function outputs(output_changes: object): Plan {
  return planIn(JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", output_changes }));
}

describe("two plans change the same", () => {
  test("when they are the same", () => {
    expect(differingChanges(plan(update), plan(update))).toEqual([]);
  });

  test("when AWS tells another value of an attribute that neither changes", () => {
    const restorable = (until: string): object => ({
      ...update,
      before: { ...update.before, until },
      after: { ...update.after, until },
    });

    expect(differingChanges(plan(restorable("12:00")), plan(restorable("12:05")))).toEqual([]);
  });

  test("when a resource that neither changes is not the same", () => {
    const stays = (count: number): object => ({ actions: ["no-op"], before: { count }, after: { count } });

    expect(differingChanges(plan(stays(1)), plan(stays(2)))).toEqual([]);
  });
});

describe("two plans change something else", () => {
  test.each<[string, object, object?]>([
    ["another value", { ...update, after: { name: "api", count: 3 } }],
    ["from another value", { ...update, before: { name: "api", count: 5 } }],
    ["a further attribute", { ...update, after: { name: "other", count: 2 } }],
    ["a value that only the apply knows", { ...update, after: { name: "api" }, after_unknown: { count: true } }],
    ["another action", { ...update, actions: ["delete", "create"] }],
    ["nothing any more", { ...update, actions: ["no-op"], after: update.before }],
    ["an import", { ...update, importing: { id: "cluster/api" } }],
    ["a move", update, { previous_address: "aws_ecs_service.web" }],
    ["a leftover", update, { deposed: "0a1b2c3d" }],
  ])("with %s", (_, change, rest = {}) => {
    const differing = differingChanges(plan(update), plan(change, rest));
    expect(differing).toContain(address);
    expect(differingChanges(plan(change, rest), plan(update))).toEqual(differing);
  });

  test("with an output of another value", () => {
    const first = outputs({ url: { actions: ["update"], before: "a", after: "b" } });
    const second = outputs({ url: { actions: ["update"], before: "a", after: "c" } });

    expect(differingChanges(first, second)).toEqual(["output.url"]);
  });
});
