import { expect, test } from "@jest/globals";

import { whyStopped } from "../../../src/operations/task/why-stopped";

test.each([
  ["nothing when ECS says nothing", {}, ""],
  [
    "ECS's words alone when every container ended well",
    { stoppedReason: "done", containers: [{ exitCode: 0 }] },
    "done",
  ],
  [
    "what went wrong in which container",
    {
      stoppedReason: "Essential container in task exited",
      containers: [
        { name: "api", exitCode: 137, reason: "OutOfMemoryError" },
        { name: "tls", exitCode: 0 },
        { name: "release", reason: "CannotPullContainerError" },
        { name: "volumes", exitCode: 1 },
      ],
    },
    "Essential container in task exited; api: exit code 137, OutOfMemoryError; release: CannotPullContainerError; volumes: exit code 1",
  ],
])("a task stopped because of %s", (_, task, text) => {
  expect(whyStopped(task)).toBe(text);
});
