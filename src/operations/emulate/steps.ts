import { Listr } from "listr2";

import { everySeconds } from "./every-seconds";

/** One thing that a command does. */
export interface Step {
  readonly title: string;
  /** Does it, shows how far it is, and gives the result in a few words. */
  readonly run: (show: (progress: string) => void) => Promise<string>;
}

export interface FinishedStep {
  readonly title: string;
  readonly result: string;
  readonly seconds: number;
}

export interface StepsOptions {
  /** How many run at a time. @default 1 */
  readonly concurrent?: number;
  /** Whether nothing of it is shown. @default false */
  readonly silent?: boolean;
}

/**
 * Runs the steps, with progress on a terminal, and elsewhere a line when one begins, every 30 seconds, and when it ends.
 *
 * @returns the steps by the order in which they finished
 * @throws what the first failing step throws
 */
export async function runSteps(
  steps: readonly Step[],
  { concurrent = 1, silent = false }: StepsOptions = {},
): Promise<FinishedStep[]> {
  const finished: FinishedStep[] = [];
  let failure: unknown;
  const tasks = steps.map(({ title, run }) => ({
    title,
    task: async (_: unknown, task: { title: string; output: string }): Promise<void> => {
      const start = performance.now();
      try {
        const show = (progress: string): void => {
          if (progress !== task.output) task.output = progress;
        };
        const result = await run(process.stdout.isTTY ? show : everySeconds(30, show));
        const seconds = (performance.now() - start) / 1000;
        finished.push({ title, result, seconds });
        task.title = `${title}: ${result} (${seconds.toFixed(1)} s)`;
      } catch (error) {
        failure ??= error;
        // The command prints the message in full when everything is cleaned up.
        throw new Error("see below", { cause: error });
      }
    },
  }));
  try {
    await new Listr(tasks, {
      concurrent,
      silentRendererCondition: silent,
      // The command turns signals into an interruption that ends every step in order.
      registerSignalListeners: false,
      rendererOptions: { collapseErrors: false },
    }).run();
  } catch (error) {
    throw failure ?? error;
  }
  return finished;
}
