import { setTimeout as delay } from "node:timers/promises";

import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECSClient, type Task } from "@aws-sdk/client-ecs";

import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import { interruption } from "../interruption";
import type { DeclaredTask } from "./declared-task";
import { LogTail } from "./log-tail";
import { type StartedTask, type TaskOutcome, TaskRun } from "./task-run";

/** What a run tells while it goes on. */
export interface TaskListener {
  readonly onStatus: (status: string) => void;
  /** A line that the application's container wrote. */
  readonly onLine: (line: string) => void;
}

export interface RunTaskProps extends TaskListener {
  /** The caller's ARN. */
  readonly caller: string;
  /** Whether the end is waited for. */
  readonly wait: boolean;
  /** @default 2 */
  readonly pollSeconds?: number;
}

export interface TaskResult extends StartedTask {
  /** `undefined` when its end was not waited for. */
  readonly outcome: TaskOutcome | undefined;
}

/**
 * Runs a task, and by default follows it to its end.
 *
 * @throws Failure when it cannot be started
 */
export async function runTask(task: DeclaredTask, props: RunTaskProps): Promise<TaskResult> {
  const run = new TaskRun(awsClient(ECSClient, task.region), task);
  const started = await run.start(props.caller);
  props.onStatus(`started ${started.arn}, of ${started.revision.split("/").at(-1) ?? ""}`);
  if (!props.wait) return { ...started, outcome: undefined };
  try {
    return { ...started, outcome: run.outcomeOf(await follow(run, started, task, props)) };
  } catch (error) {
    if (interruption.aborted) {
      const stop = `aws ecs stop-task --cluster ${task.clusterName} --task ${started.arn}`;
      props.onStatus(`the task goes on; to stop it:  ${stop}`);
    }
    throw error;
  }
}

/** @throws Failure when the task did not succeed */
export function checkOutcome({ name, service }: DeclaredTask, { exitCode, reason }: TaskOutcome): void {
  if (exitCode === 0) return;
  throw new Failure(
    exitCode === undefined
      ? `${name} of ${service} did not start: ${reason}`
      : `${name} of ${service} failed with exit code ${exitCode}: ${reason}`,
  );
}

async function follow(
  run: TaskRun,
  started: StartedTask,
  { region, service }: DeclaredTask,
  { onStatus, onLine, pollSeconds = 2 }: RunTaskProps,
): Promise<Task> {
  const stream = started.logs[service];
  const tail = stream && new LogTail(awsClient(CloudWatchLogsClient, region), stream);
  const pass = async (): Promise<void> => {
    await delay(pollSeconds * 1000, undefined, { signal: interruption });
    for (const line of (await tail?.read()) ?? []) onLine(line);
  };
  let status: string | undefined;
  for (;;) {
    const task = await run.describe(started);
    if (task.lastStatus !== undefined && task.lastStatus !== status) onStatus(task.lastStatus.toLowerCase());
    status = task.lastStatus;
    await pass(); // after the end too: the last lines come late
    if (status === "STOPPED") return task;
  }
}
