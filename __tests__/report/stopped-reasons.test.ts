import { expect, test } from "@jest/globals";

import { stoppedReasonIn } from "../../src/report/stopped-reasons";

test.each([
  ["image", "CannotPullContainerError: failed to resolve ref shop/api:2: not found"],
  ["architecture", "CannotStartContainerError: exec /app/server: exec format error"],
  ["command", 'CannotStartContainerError: exec: "rails": executable file not found in $PATH'],
  [
    "jsonKey",
    "ResourceInitializationError: unable to pull secrets or registry auth: retrieved secret from Secrets Manager did not contain json key PAYMENT_URL",
  ],
  [
    "denied",
    "ResourceInitializationError: unable to pull secrets or registry auth: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/execution/1 is not authorized to perform: secretsmanager:GetSecretValue",
  ],
  [
    "unreachable",
    "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: context deadline exceeded",
  ],
  [
    "memory",
    "Essential container in task exited; api: exit code 137, OutOfMemoryError: Container killed due to memory usage",
  ],
  ["killed", "Essential container in task exited; api: exit code 137"],
  ["containerHealth", "Task failed container health checks"],
  ["loadBalancerHealth", "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:…)"],
  ["dependency", "Task failed to start; release: exit code 1"],
  ["exited", "Essential container in task exited; api: exit code 1"],
  [undefined, "Scaling activity initiated by deployment ecs-svc/1"],
])("%s is seen in ECS's words", (reason, text) => {
  expect(stoppedReasonIn(text)).toBe(reason);
});
