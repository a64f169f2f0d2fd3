import { describe, expect, test } from "@jest/globals";

import { blueGreenProgress, stopProgress } from "../../../src/operations/services/blue-green";

describe("a blue/green deployment", () => {
  test.each([
    [{ status: "Created" }, "in progress", "waits for CodeDeploy"],
    [{ status: "InProgress" }, "in progress", "the new tasks come up"],
    [
      { status: "InProgress", instanceTerminationWaitTimeStarted: true },
      "steady",
      "requests reach the new tasks; the old ones stay for a while",
    ],
    [
      { status: "Ready", deploymentId: "d-1" },
      "in progress",
      "the new tasks wait behind the test listener; let requests move:  aws deploy continue-deployment --deployment-id d-1",
    ],
    [{ status: "Succeeded" }, "steady", "requests reach the new tasks"],
    [
      {
        status: "Failed",
        errorInformation: { message: "health checks" },
        rollbackInfo: { rollbackMessage: "taken back" },
      },
      "failed",
      "health checks; taken back",
    ],
    [{ status: "Stopped", errorInformation: {} }, "failed", "CodeDeploy says stopped without a reason"],
  ] as const)("with %j is %s", (deployment, state, text) => {
    expect(blueGreenProgress(deployment)).toEqual({ state, text });
  });
});

describe("a deployment that is being stopped", () => {
  test.each([
    [{ status: "InProgress" }, "in progress", "CodeDeploy stops the deployment"],
    [{ status: "Stopped" }, "steady", "stopped; what ran before goes on"],
    [{ status: "Succeeded" }, "failed", "it succeeded before it could be stopped; roll back again"],
    [{ status: "Failed", errorInformation: { message: "no tasks" } }, "failed", "no tasks"],
  ] as const)("with %j is %s", (deployment, state, text) => {
    expect(stopProgress(deployment)).toEqual({ state, text });
  });
});
