import { DescribeTasksCommand, type DesiredStatus, ECSClient, paginateListTasks, type Task } from "@aws-sdk/client-ecs";

import type { StoppedTasks } from "../../report/facts";
import { whyStopped } from "../task/why-stopped";
import { allPages, inBatches } from "./batches";
import { groupedBy } from "./grouped";
import type { AwsSession } from "./session";

/** Every task of a cluster that runs, and those that stopped within the last hour or so: ECS forgets them then. */
export async function readTasks(session: AwsSession, cluster: string): Promise<Task[]> {
  const client = session.client(ECSClient);
  const list = (desiredStatus: DesiredStatus): Promise<string[]> =>
    allPages(paginateListTasks({ client }, { cluster, desiredStatus }), ({ taskArns }) => taskArns);
  const arns = (await Promise.all([list("RUNNING"), list("STOPPED")])).flat();
  return inBatches(arns, 100, async (tasks) => {
    const answer = await client.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] }));
    return answer.tasks ?? [];
  });
}

/** Tasks that ended unexpectedly, by their reasons, the most frequent first. */
export function stoppedTasks(tasks: readonly Task[]): StoppedTasks[] {
  const unwanted = tasks.filter((task) => task.lastStatus === "STOPPED" && !isOrdinary(task));
  return [...groupedBy(unwanted, reasonOf)]
    .map(([reason, group]) => ({ reason, count: group.length, lastAt: lastOf(group)?.toISOString() }))
    .toSorted((one, other) => other.count - one.count);
}

/** Scaling, deployments and people end tasks on purpose. */
export function isOrdinary({ stopCode, stoppedReason = "" }: Task): boolean {
  return stopCode === "UserInitiated" || stoppedReason.startsWith("Scaling activity initiated by");
}

function reasonOf({ stoppedReason = "", containers }: Task): string {
  // Ids of tasks would make every reason a reason of its own.
  const withoutIds = stoppedReason.replaceAll(/\b[0-9a-f]{32}\b/g, "…").replaceAll(/\b\d{1,3}(\.\d{1,3}){3}\b/g, "…");
  return whyStopped({ stoppedReason: withoutIds, containers });
}

function lastOf(tasks: readonly Task[]): Date | undefined {
  return tasks
    .flatMap(({ stoppedAt }) => stoppedAt ?? [])
    .toSorted((one, other) => one.getTime() - other.getTime())
    .at(-1);
}
