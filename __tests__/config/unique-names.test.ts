import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import type { Platform } from "../../src/config/platform";
import { selectStacks } from "../../src/config/selection";
import { requireUniqueNames } from "../../src/config/unique-names";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { checked, checkedBeside, type Draft, problemsOf } from "../support/platform";

/** What is said about the names that the stacks of a platform give. */
function nameProblems(platform: Platform): string[] {
  const app = Testing.app();
  const { environments } = selectStacks(platform, []);
  return problemsOf(() => {
    requireUniqueNames(environments.map(({ environment, account }) => new EnvironmentStack(app, environment, account)));
  });
}

describe("names within an environment", () => {
  test("differ by default", () => {
    expect(nameProblems(checked())).toEqual([]);
  });

  test.each<[string, (environment: Draft) => void, string[]]>([
    [
      "of two services",
      (e) => (e.names = { service: "shop" }),
      ['services.web: the ECS service name "shop" is already given to services.api; change the key, or names.service'],
    ],
    [
      "of both target groups of a blue-green service",
      (e) => {
        e.loadBalancers.public.testListener = { allowedCidrs: ["203.0.113.0/24"] };
        e.services.api.deployment = { kind: "blue-green" };
        e.names = { targetGroup: "shop-{service}" };
      },
      [
        'services.api: both target groups of a blue-green service are called "shop-api"; put {color} or {hash} into names.targetGroup',
      ],
    ],
    [
      "of a service's two roles, and of one of another service",
      (e) => (e.names = { executionRole: "shop-{service}", taskRole: { api: "shop-api", default: "shop-api" } }),
      [
        'services.api: the IAM role name "shop-api" is already given to services.api; change the key, or names.taskRole',
        'services.web: the IAM role name "shop-api" is already given to services.api; change the key, or names.taskRole',
      ],
    ],
    [
      "of two tasks",
      (e) => {
        const task = { command: ["prune"], schedule: "rate(1 hour)" };
        e.names = { schedule: "{task}" };
        e.services.api.tasks = { prune: task };
        e.services.web.tasks = { prune: task };
      },
      [
        'services.web.tasks.prune: the schedule name "prune" is already given to services.api.tasks.prune; change the key, or names.schedule',
      ],
    ],
  ])("are refused where they are the same: %s", (_, change, problems) => {
    expect(nameProblems(checked(change))).toEqual(problems);
  });

  test("are refused where they are the same: of alarms, whose keys no file lists", () => {
    const [first = "", ...others] = nameProblems(checked((e: Draft) => (e.names = { alarm: "shop" })));

    expect(first).toBe(
      'names.alarm: the CloudWatch alarm name "shop" is already given to names.alarm; change the key, or names.alarm',
    );
    expect(new Set(others)).toEqual(new Set([first]));
  });

  test("may be one for a role that two services share", () => {
    expect(nameProblems(checked((e: Draft) => (e.names = { taskRole: "shop-task" })))).toEqual([]);
  });
});

describe("names of two environments of an account", () => {
  test("differ by default", () => {
    expect(nameProblems(checkedBeside(() => undefined))).toEqual([]);
  });

  test("are refused where AWS wants them to be unique in the account", () => {
    expect(nameProblems(checkedBeside((e: Draft) => (e.names = { cluster: "shop-test-cluster" })))).toEqual([
      'names.cluster: the name "shop-test-cluster" is used by shop-test too; set names.cluster so that they differ',
    ]);
  });

  test("may be the same in clusters and networks of their own", () => {
    expect(
      nameProblems(
        checkedBeside((e: Draft) => (e.names = { service: "{service}", securityGroup: "shop-test-{service}" })),
      ),
    ).toEqual([]);
  });
});
