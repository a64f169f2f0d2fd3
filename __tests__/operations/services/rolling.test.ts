import { describe, expect, test } from "@jest/globals";

import { progressOf } from "../../../src/operations/services/rolling";

describe("a rolling deployment", () => {
  test.each([
    [
      { rolloutState: "IN_PROGRESS", runningCount: 1, desiredCount: 2, pendingCount: 1 },
      "in progress",
      "1 of 2 tasks run, 1 start",
    ],
    [
      { rolloutState: "IN_PROGRESS", runningCount: 0, desiredCount: 2, failedTasks: 3 },
      "in progress",
      "0 of 2 tasks run, 3 failed",
    ],
    [{ rolloutState: "COMPLETED", runningCount: 2, desiredCount: 2 }, "steady", "2 of 2 tasks run"],
    [{ rolloutState: "FAILED", rolloutStateReason: "tasks failed to start" }, "failed", "tasks failed to start"],
    [{ rolloutState: "FAILED" }, "failed", "ECS gave no reason"],
  ] as const)("with %j is %s", (deployment, state, text) => {
    expect(progressOf({ deployments: [{ id: "other" }, { id: "mine", ...deployment }] }, "mine")).toEqual({
      state,
      text,
    });
  });

  test("has failed when another one is in its place", () => {
    expect(progressOf({ deployments: [{ id: "other", rolloutState: "COMPLETED" }] }, "mine")).toEqual({
      state: "failed",
      text: "another deployment has taken its place: of ECS's circuit breaker, or of another operator",
    });
  });
});
