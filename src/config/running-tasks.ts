import { isPipelineManaged } from "./deployment";
import type { Service } from "./service";

/** How many tasks of a service may run at the same time. */
export interface RunningTasks {
  /** What scaling makes of it at most. */
  readonly most: number;
  /** All of them while a deployment replaces them. */
  readonly replaced: number;
  /** What may run beside them, each in a task of its own, by name. */
  readonly beside: readonly string[];
}

export function runningTasks({ scaling, deployment, release, tasks }: Service): RunningTasks {
  const most = Math.max(scaling.maxTasks, ...Object.values(scaling.schedules).map(({ maxTasks }) => maxTasks));
  // ECS rounds down how many tasks may run beside one another (Amazon ECS, "Deployment configuration").
  const percent = deployment.kind === "blue-green" ? 200 : deployment.maximumPercent;
  return {
    most,
    replaced: Math.floor((most * percent) / 100),
    beside: [...(release && isPipelineManaged(deployment) ? ["release"] : []), ...Object.keys(tasks)],
  };
}
