import type { Service, Task } from "@aws-sdk/client-ecs";
import { expect, test } from "@jest/globals";

import { unsteady } from "../../../src/operations/deploy/unsteady";
import { unsteadyText } from "../../../src/operations/services/why-unsteady";

const began = new Date("2026-03-01T12:00:00Z");
const before = new Date("2026-03-01T11:59:00Z");
const after = new Date("2026-03-01T12:05:00Z");

const steady: Service = {
  desiredCount: 2,
  runningCount: 2,
  deployments: [{ status: "PRIMARY", rolloutState: "COMPLETED", updatedAt: after }],
};

function stopped(stoppedReason: string, task: Partial<Task> = {}): Task {
  return { lastStatus: "STOPPED", stoppedAt: after, stoppedReason, ...task };
}

function text(service: Service, tasks: readonly Task[]): string {
  return unsteadyText("finance-staging", unsteady("api", service, tasks, began));
}

test("nothing is said of a steady service, nor of what happened before the deploy", () => {
  const event = { createdAt: before, message: "(service finance-api) was unable to place a task." };
  expect(text({ ...steady, events: [event] }, [stopped("OutOfMemory", { stoppedAt: before })])).toBe("");
});

test("a service that was rolled back tells why its tasks stopped, each reason once, and what ECS says", () => {
  const rolledBack: Service = {
    ...steady,
    deployments: [
      {
        status: "PRIMARY",
        rolloutState: "COMPLETED",
        rolloutStateReason: "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.",
        updatedAt: after,
      },
    ],
    events: [
      { createdAt: after, message: "(service finance-api) has reached a steady state." },
      {
        createdAt: after,
        message: "(service finance-api) (task 0123456789abcdef0123456789abcdef) failed container health checks.",
      },
      {
        createdAt: after,
        message: "(service finance-api) (task fedcba9876543210fedcba9876543210) failed container health checks.",
      },
      { createdAt: after, message: "(service finance-api) has started 1 tasks: (task 0123456789abcdef)." },
    ],
  };
  const failed = stopped("Essential container in task exited", { containers: [{ name: "api", exitCode: 3 }] });
  const unhealthy = stopped("Task failed container health checks");
  expect(text(rolledBack, [unhealthy, failed, failed])).toBe(
    [
      "api: its deployment was rolled back (ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.); 2 of 2 tasks run",
      "  2 tasks stopped: Essential container in task exited; api: exit code 3",
      "  1 task stopped: Task failed container health checks",
      "  ECS: failed container health checks.",
      "  its log:  npm run logs -- finance-staging api",
      "How everything is now:  npm run status -- finance-staging",
    ].join("\n"),
  );
});

test("a service that has not all of its tasks when the wait has timed out is told, though none stopped", () => {
  const events = [
    { createdAt: after, message: "(service finance-api) was unable to place a task. Reason: Capacity is unavailable." },
  ];
  expect(text({ ...steady, runningCount: 1, events }, [])).toBe(
    [
      "api: 1 of 2 tasks run",
      "  ECS: was unable to place a task. Reason: Capacity is unavailable.",
      "  its log:  npm run logs -- finance-staging api",
      "How everything is now:  npm run status -- finance-staging",
    ].join("\n"),
  );
});

test("tasks that scaling or an operator stopped are no reason", () => {
  expect(text(steady, [stopped("Scaling activity initiated by (deployment ecs-svc/1)")])).toBe("");
});
