import { setTimeout as delay } from "node:timers/promises";

import { DescribeTasksCommand, ECSClient, ListTasksCommand, type Task } from "@aws-sdk/client-ecs";

import { withAdvice } from "../../../report/stopped-reasons";
import { en } from "../../../report/words/en";
import { awsClient } from "../../aws/client";
import { chunks } from "../../aws/chunks";
import { isOrdinary } from "../../report/tasks";
import { type DeclaredService, declaredServices } from "../../synth/declared-services";
import type { SynthesizedStack } from "../../synth/synthesized-stack";
import { whyStopped } from "../../task/why-stopped";

/** Milliseconds between two looks. */
const pause = 1_000;

/** Tells of each task that fails why, and what to do about it. A reason that a service has given already is not repeated. */
export class FailedTasks {
  private readonly seen = new Set<string>();
  private readonly told = new Set<string>();

  constructor(private readonly say: (message: string) => void) {}

  /** From now on, reasons are repeated that were given before. */
  forget(): void {
    this.told.clear();
  }

  /** Until the signal aborts. */
  async tell(stack: () => SynthesizedStack, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const service of declaredServices(stack())) await this.look(service).catch(() => undefined); // not deployed yet
      await delay(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(service: DeclaredService): Promise<void> {
    for (const task of await stoppedTasks(service)) {
      const { taskArn = "", lastStatus } = task;
      if (lastStatus !== "STOPPED" || this.seen.has(taskArn)) continue;
      this.seen.add(taskArn);
      if (isOrdinary(task)) continue;
      const message = `${service.key}: ${withAdvice(whyStopped(task), en)}`;
      if (this.told.has(message)) continue;
      this.told.add(message);
      this.say(message);
    }
  }
}

async function stoppedTasks({ clusterName: cluster, serviceName, region }: DeclaredService): Promise<Task[]> {
  const ecs = awsClient(ECSClient, region);
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus: "STOPPED" }));
  const described = chunks(taskArns, 100).map((tasks) => ecs.send(new DescribeTasksCommand({ cluster, tasks })));
  return (await Promise.all(described)).flatMap(({ tasks = [] }) => tasks);
}
