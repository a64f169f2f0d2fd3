import { describe, expect, test } from "@jest/globals";

import { deploymentMinutes } from "../../src/config/deployment-time";
import { type Draft, checked } from "../support/platform";

/** Of the valid environment's service `api`, after a change. */
function minutesAfter(change: (api: Draft) => unknown = () => undefined): ReturnType<typeof deploymentMinutes> {
  const { environments } = checked((environment) => {
    change(environment.services.api);
  });
  const api = environments[0]?.services.api;
  if (!api) throw new Error("the valid environment has no api");
  return deploymentMinutes(api);
}

describe("a deployment may take", () => {
  test("three attempts at first, then also what it takes to replace the tasks, and to replace them back", () => {
    // Five minutes to start and one to become healthy; half a minute each to leave the load balancer and to end.
    expect(minutesAfter()).toEqual({ first: 3 * 6, later: 3 * 6 + 2 * 7 });
  });

  test("longer the fewer tasks are replaced at a time", () => {
    const twoAtATime = minutesAfter((api) => {
      api.scaling = { minTasks: 1, maxTasks: 4 };
      api.deployment = { kind: "rolling", minimumHealthyPercent: 50, maximumPercent: 100 };
    });
    expect(twoAtATime).toEqual({ first: 3 * 6, later: 3 * 6 + 2 * 2 * 7 });
  });

  test("as long as a task may be unhealthy, by the load balancer or by its own check", () => {
    expect(minutesAfter((api) => (api.ingress.gracePeriodSeconds = 600)).first).toBe(3 * 15);
    expect(
      minutesAfter((api) => {
        api.healthCheck = { command: ["true"], startPeriodSeconds: 300, intervalSeconds: 60, retries: 5 };
      }).first,
    ).toBe(3 * 15);
  });

  test("half an hour more where a release runs first", () => {
    expect(minutesAfter((api) => (api.release = { command: ["migrate"] })).first).toBe(3 * 6 + 30);
  });

  test("a day at most", () => {
    expect(minutesAfter((api) => (api.ingress.gracePeriodSeconds = 2_147_483_647))).toEqual({
      first: 1440,
      later: 1440,
    });
  });
});
