import { ECSClient, type Service, type Task } from "@aws-sdk/client-ecs";

import type { Deployment, StoppedTasks } from "../../report/facts";
import { declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { rollingDeployment } from "../report/ecs-service";
import { groupedBy } from "../report/grouped";
import { describeServices } from "../report/services";
import { AwsSession } from "../report/session";
import { readTasks, stoppedTasks } from "../report/tasks";

/** A service that a deployment did not bring to a good end. */
export interface UnsteadyService {
  /** What the configuration calls it. */
  readonly key: string;
  readonly running: number;
  readonly desired: number;
  /** `undefined` where it did not fail, or CodeDeploy knows it. */
  readonly deployment: Deployment | undefined;
  /** The tasks that ended since the deployment began, other than being told to. */
  readonly stopped: readonly StoppedTasks[];
  /** What ECS says of the service since then, the latest first, without what it says of every deployment. */
  readonly events: readonly string[];
}

/** What ECS told of the services of a stack since a deployment began that are not steady now, or whose tasks stopped. */
export async function readUnsteady(stack: SynthesizedStack, since: Date): Promise<UnsteadyService[]> {
  const declared = declaredServices(stack);
  const [first] = declared;
  if (!first) return [];
  const session = new AwsSession(stack.region);
  const live = await describeServices(session.client(ECSClient), declared);
  if (live.size === 0) return [];
  const tasksOf = groupedBy(await readTasks(session, first.clusterName), ({ group }) => group ?? "");
  return declared.flatMap(({ key, serviceName }) => {
    const service = live.get(serviceName);
    return service ? unsteady(key, service, tasksOf.get(`service:${serviceName}`) ?? [], since) : [];
  });
}

/** How a service is unsteady; nothing for one that is steady. */
export function unsteady(key: string, service: Service, tasks: readonly Task[], since: Date): UnsteadyService[] {
  const { runningCount: running = 0, desiredCount: desired = 0, events = [] } = service;
  const stopped = stoppedTasks(tasks.filter(({ stoppedAt }) => stoppedAt !== undefined && stoppedAt >= since));
  const deployment = failedSince(since, rollingDeployment(service));
  if (running >= desired && stopped.length === 0 && !deployment) return [];
  const said = events
    .filter(({ createdAt }) => createdAt !== undefined && createdAt >= since)
    .map(({ message = "" }) => withoutIds(message))
    .filter((message) => message !== "" && !everyDeployment.test(message));
  return [{ key, running, desired, deployment, stopped, events: [...new Set(said)].slice(0, mostEvents) }];
}

const mostEvents = 3;

const everyDeployment =
  /has (started|stopped) \d+|has reached a steady state|(de)?registered \d+ targets|has begun draining|deployment completed/;

function failedSince(since: Date, deployment: Deployment | undefined): Deployment | undefined {
  if (deployment?.outcome !== "failed" && deployment?.outcome !== "rolled back") return undefined;
  return deployment.at === undefined || new Date(deployment.at) >= since ? deployment : undefined;
}

/** Ids would make each event an event of its own. */
function withoutIds(message: string): string {
  return message
    .replace(/^\(service [^)]*\) /, "")
    .replaceAll(/\s*\((deployment|task|instance) [^)]*\)/g, "")
    .trim();
}
