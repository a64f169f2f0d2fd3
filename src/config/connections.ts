import type { Environment } from "./environment";
import { runningTasks } from "./running-tasks";
import type { Service } from "./service";

/** Connections to the database that may be open at the same time for one reason. */
export interface ConnectionDemand {
  readonly connections: number;
  /** As in `api 65 (6 tasks, 12 while they are replaced, the task clean-up, 5 connections each)`. */
  readonly text: string;
}

/**
 * What the services of an environment may open at once at most, service by service: all of their tasks while a deployment
 * replaces them, and beside these each named task once. A pipeline's release is one more; one that runs at the start of
 * tasks is over before their applications connect.
 */
export function connectionDemands({ services }: Pick<Environment, "services">): ConnectionDemand[] {
  return Object.entries(services).flatMap(([key, service]) => (service.database ? [tasksDemand(key, service)] : []));
}

function tasksDemand(key: string, service: Service): ConnectionDemand {
  const each = service.database?.connectionsPerTask ?? 0;
  const { most, replaced: tasks, beside } = runningTasks(service);
  const connections = (tasks + beside.length) * each;
  const parts = [
    `${most} tasks`,
    ...(tasks === most ? [] : [`${tasks} while they are replaced`]),
    ...beside.map((task) => `the task ${task}`),
    `${each} connections each`,
  ];
  return { connections, text: `${key} ${connections} (${parts.join(", ")})` };
}
