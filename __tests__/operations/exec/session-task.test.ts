import type { Task } from "@aws-sdk/client-ecs";
import { describe, expect, test } from "@jest/globals";

import { reachableOf, requireExec } from "../../../src/operations/exec/session-task";
import { declaredService } from "../support/declared-service";

const service = declaredService();
const agent = { name: "ExecuteCommandAgent", lastStatus: "RUNNING" } as const;

function task(id: string, props: Task = {}): Task {
  return {
    taskArn: `arn:aws:ecs:us-east-1:111122223333:task/shop-cluster/${id}`,
    lastStatus: "RUNNING",
    enableExecuteCommand: true,
    startedAt: new Date(0),
    containers: [
      { name: "api", runtimeId: `${id}-1`, managedAgents: [agent] },
      {
        name: "collector",
        runtimeId: `${id}-2`,
        managedAgents: [{ ...agent, lastStatus: "STOPPED", reason: "no shell" }],
      },
    ],
    ...props,
  };
}

describe("the container that a session goes to", () => {
  test("is the application's of the task that was started last", () => {
    const tasks = [task("a1"), task("b2", { startedAt: new Date(1) }), task("c3", { lastStatus: "PENDING" })];
    expect(reachableOf(service, tasks, {})).toEqual({
      task: "arn:aws:ecs:us-east-1:111122223333:task/shop-cluster/b2",
      container: "api",
      target: "ecs:shop-cluster_b2_b2-1",
    });
  });

  test("is of the task that is asked for", () => {
    expect(reachableOf(service, [task("a1"), task("b2")], { task: "a" }).target).toBe("ecs:shop-cluster_a1_a1-1");
  });

  test.each([
    [[], {}, "No task of api of shop-staging runs at the moment; see why:  npm run status -- shop-staging"],
    [[task("a1")], { task: "z" }, 'No task "z" of api of shop-staging runs (known: a1)'],
    [
      [task("a1", { enableExecuteCommand: false })],
      {},
      "The task a1 was started before ECS Exec was enabled. Replace it:  npm run restart -- shop-staging api",
    ],
    [
      [task("a1")],
      { container: "apo" },
      'The tasks of api of shop-staging have no container "apo"; did you mean "api"? (known: api, collector)',
    ],
    [
      [task("a1")],
      { container: "collector" },
      "The agent behind ECS Exec does not run in collector of the task a1: no shell",
    ],
  ])("is not found among %j by %j", (tasks, props, message) => {
    expect(() => reachableOf(service, tasks, props)).toThrow(message);
  });

  test("is out of reach where ECS Exec is disabled", () => {
    expect(() => {
      requireExec(declaredService({ exec: "disabled" }));
    }).toThrow(
      [
        "ECS Exec is disabled for api of shop-staging, so no session can reach its tasks.",
        'Say exec: "enabled" (and in writableRootFilesystem why) at services.api in its configuration, then:  npm run deploy -- shop-staging',
      ].join("\n"),
    );
  });
});
