import { Failure } from "./failure";

/** Somebody asked the command to stop: Ctrl-C, a signal from the system, or a reader of its output who has enough. */
export class Interrupted extends Failure {
  constructor(readonly signal: NodeJS.Signals) {
    super(`Interrupted by ${signal}.`);
  }
}

const controller = new AbortController();

/** Aborts, with an `Interrupted` as its reason, when the command is asked to stop. */
export const interruption: AbortSignal = controller.signal;

/** Turns the signals that ask a process to stop into the abort of `interruption`, so that every `finally` still runs. */
export function listenForInterruption(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      controller.abort(new Interrupted(signal));
    });
  }
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    controller.abort(new Interrupted("SIGPIPE"));
  });
}
