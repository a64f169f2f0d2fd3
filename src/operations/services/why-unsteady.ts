import { awsProblem } from "../aws/aws-error";
import { readUnsteady, type UnsteadyService } from "../deploy/unsteady";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { counted } from "../counted";

/** Clocks differ: what happened a little before a deploy began here may have happened after it there. */
const clockSkewSeconds = 60;

/**
 * Why services are not steady after a deploy that failed, in ECS's words and with the commands that tell more; "" where all
 * are. What AWS does not tell is said, and hides no other error.
 */
export async function whyUnsteady(stack: SynthesizedStack, began: Date): Promise<string> {
  try {
    const since = new Date(began.getTime() - clockSkewSeconds * 1000);
    return unsteadyText(stack.name, await readUnsteady(stack, since));
  } catch (error) {
    const why = awsProblem(error)?.what ?? (error instanceof Error ? error.message : String(error));
    return `Whether tasks stopped, and why, could not be read: ${why}`;
  }
}

export function unsteadyText(environment: string, services: readonly UnsteadyService[]): string {
  if (services.length === 0) return "";
  return [
    ...services.flatMap((service) => [
      `${service.key}: ${stateOf(service)}`,
      ...service.stopped.map(({ count, reason }) => `  ${counted(count, "task")} stopped: ${reason}`),
      ...service.events.map((event) => `  ECS: ${event}`),
      `  its log:  npm run logs -- ${environment} ${service.key}`,
    ]),
    `How everything is now:  npm run status -- ${environment}`,
  ].join("\n");
}

function stateOf({ running, desired, deployment }: UnsteadyService): string {
  const tasks = `${running} of ${desired} tasks run`;
  if (!deployment) return tasks;
  const { outcome, reason } = deployment;
  return `its deployment ${outcome === "failed" ? "failed" : "was rolled back"}${reason === undefined ? "" : ` (${reason})`}; ${tasks}`;
}
