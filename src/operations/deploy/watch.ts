import { setTimeout as delay } from "node:timers/promises";

import { S3Client } from "@aws-sdk/client-s3";
import { Listr, type ListrDefaultRendererLogLevels, ListrLogger, type ListrLogLevels, ProcessOutput } from "listr2";

import { type Moment, type Rollout, rolloutOf } from "../../report/rollout";
import { callerOf, checkAccount } from "../aws/account-check";
import { Failure } from "../failure";
import { interruption } from "../interruption";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { DeployedStack } from "../report/deployed-stack";
import { readBlueGreen } from "../report/deployments";
import { readLock } from "../report/environment-facts";
import { reading } from "../report/reading";
import { readServices } from "../report/services";
import { AwsSession } from "../report/session";

const pollSeconds = 5;

/**
 * Follows every service, with progress on standard error, until all of them are steady and no deploy runs any more, or
 * until one has failed.
 *
 * @throws Failure when it takes longer than it may
 */
export async function followServices(stack: SynthesizedStack, timeoutSeconds: number): Promise<"steady" | "failed"> {
  const moments = await Moments.of(stack);
  const deadline = performance.now() + timeoutSeconds * 1000;
  const failed: string[] = [];
  const follow = async (key: string, show: (text: string) => void): Promise<Rollout> => {
    for (let moment = moments.first; ; moment = await moments.next()) {
      const rollout = rolloutOf(key, moment);
      show(rollout.text);
      if (rollout.state !== "moving") return rollout;
      if (performance.now() > deadline)
        return { state: "failed", text: `still ${rollout.text} after ${timeoutSeconds} s` };
    }
  };
  const tasks = moments.keys.map((key) => ({
    title: key,
    task: async (_: unknown, task: { title: string; output: string }): Promise<void> => {
      const { state, text } = await follow(key, (progress) => {
        if (progress !== task.output) task.output = progress;
      });
      task.title = `${key}: ${text}`;
      if (state !== "failed") return;
      failed.push(key);
      throw new Error(text);
    },
  }));
  await new Listr(tasks, {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    rendererOptions: { logger: new ListrLogger<ListrDefaultRendererLogLevels>({ processOutput: onStandardError() }) },
    fallbackRendererOptions: { logger: new ListrLogger<ListrLogLevels>({ processOutput: onStandardError() }) },
  }).run();
  interruption.throwIfAborted();
  return failed.length > 0 ? "failed" : "steady";
}

/** Standard output is the report's. */
function onStandardError(): ProcessOutput {
  return new ProcessOutput(process.stderr, process.stderr);
}

/** What is known of all services, read once for everybody who waits. */
class Moments {
  private reading: Promise<Moment> | undefined;

  private constructor(
    readonly first: Moment,
    private readonly read: () => Promise<Moment>,
  ) {}

  static async of(stack: SynthesizedStack): Promise<Moments> {
    const session = new AwsSession(stack.region);
    checkAccount(stack, await callerOf(stack.region));
    const deployed = new DeployedStack(stack, undefined);
    const read = async (): Promise<Moment> => {
      const [services, blueGreen, lock] = await Promise.all([
        reading(() => readServices(session, deployed)),
        reading(() => readBlueGreen(session, deployed)),
        readLock(stack, session.client(S3Client)),
      ]);
      if (services.kind === "unreadable") throw new Failure(`The services cannot be followed: ${services.reason}`);
      return { services: services.items, blueGreen, deploying: lock?.who };
    };
    return new Moments(await read(), read);
  }

  get keys(): string[] {
    return this.first.services.map(({ key }) => key);
  }

  /** The services some seconds later. */
  next(): Promise<Moment> {
    this.reading ??= this.later().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async later(): Promise<Moment> {
    await delay(pollSeconds * 1000, undefined, { signal: interruption });
    return this.read();
  }
}
