import { Failure } from "./failure";

/** Somebody asked the command to stop: Ctrl-C, or a signal from the system. */
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
}
