import type { Container, Task } from "@aws-sdk/client-ecs";

/** Why a task stopped, in ECS's words, and what went wrong in its containers. */
export function whyStopped({
  stoppedReason = "",
  containers = [],
}: Pick<Task, "stoppedReason" | "containers">): string {
  return [stoppedReason, ...containers.flatMap(whatWentWrong)].filter((text) => text !== "").join("; ");
}

function whatWentWrong({ name = "", reason, exitCode }: Container): string[] {
  const said = [...(exitCode ? [`exit code ${exitCode}`] : []), ...(reason === undefined ? [] : [reason])];
  return said.length === 0 ? [] : [`${name}: ${said.join(", ")}`];
}
