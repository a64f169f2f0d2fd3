import { execute, isMissing } from "./emulator/execution";
import type { RunningTask } from "./running-tasks";

export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The environment variables of a container that runs. */
export interface ContainerVariables {
  readonly task: RunningTask;
  readonly container: string;
  /** `undefined` where there is no shell to read them with. */
  readonly variables: readonly Variable[] | undefined;
}

/** Of all its processes, since an entry point may set some; that of the first process comes first. */
const readAll = "cat /proc/[0-9]*/environ 2>/dev/null; true";

/** What every container has that runs in some tasks, read from inside. */
export async function variablesInside(url: string, tasks: readonly RunningTask[]): Promise<ContainerVariables[]> {
  return Promise.all(
    tasks.flatMap((task) =>
      task.running.map(async ({ name: container = "" }) => {
        const read = await execute(url, { task: task.arn, container }, ["sh", "-c", readAll]);
        const variables = isMissing(read) ? [] : variablesIn(read.output);
        return { task, container, variables: variables.length === 0 ? undefined : variables };
      }),
    ),
  );
}

/** @param environ as /proc has it: each variable ends with a zero byte */
export function variablesIn(environ: string): Variable[] {
  return [...new Set(environ.split("\0"))].flatMap((text) => {
    const end = text.indexOf("=");
    return end < 1 ? [] : [{ name: text.slice(0, end), value: text.slice(end + 1) }];
  });
}

/** The value of a variable; empty where there is none. */
export function valueOf(variables: readonly Variable[], name: string): string {
  return variables.find((one) => one.name === name)?.value ?? "";
}

/** For what is said of containers that cannot be looked into. */
export function withoutShell(containers: readonly ContainerVariables[]): string {
  const names = containers
    .filter(({ variables }) => !variables)
    .map(({ task, container }) => `${task.service.key}/${container}`);
  return names.length === 0 ? "" : `; not looked into, since there is no shell: ${[...new Set(names)].join(", ")}`;
}
