import { setTimeout as delay } from "node:timers/promises";

import { Failure } from "../../failure";
import { interruption } from "../../interruption";
import { type Changed, changesBetween, isChange, look, together, unchanged, type Watched } from "./watched";

/** Milliseconds between two looks. */
const pause = 500;

/** Deals with changes; it ends soon after its signal aborts. */
export type Round = (changed: Changed, signal: AbortSignal) => Promise<void>;

/**
 * Deals with each change of what is watched, and with what it overtakes once more. It begins with the configuration as it is.
 *
 * @param say tells a failure, after which the next change is waited for
 * @param stop what ends it. @default the command's interruption
 * @throws the reason of what ends it
 */
export async function dealWithChanges(
  watched: Watched,
  round: Round,
  say: (message: string) => void,
  stop: AbortSignal = interruption,
): Promise<never> {
  const begin = (changed: Changed): Running => dealWith(changed, { round, say, stop });
  let before = await look(watched);
  let current = begin({ configuration: true, repositories: [] });
  for (;;) {
    await delay(pause, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) await current.end;
    stop.throwIfAborted();
    const now = await look(watched);
    const changed = changesBetween(before, now);
    if (!isChange(changed)) continue;
    before = now;
    current.overtake();
    current = begin(together(await current.end, changed));
  }
}

interface Running {
  readonly overtake: () => void;
  /** What is still to be dealt with. */
  readonly end: Promise<Changed>;
}

interface Dealing {
  readonly round: Round;
  readonly say: (message: string) => void;
  readonly stop: AbortSignal;
}

function dealWith(changed: Changed, { round, say, stop }: Dealing): Running {
  const overtaken = new AbortController();
  const dealt = async (): Promise<Changed> => {
    try {
      await round(changed, AbortSignal.any([stop, overtaken.signal]));
      return unchanged;
    } catch (error) {
      if (overtaken.signal.aborted) {
        say("Something has changed again.");
        return changed;
      }
      if (stop.aborted) return unchanged;
      if (!(error instanceof Failure)) throw error;
      say(error.message);
      return unchanged;
    }
  };
  return {
    overtake: () => {
      overtaken.abort();
    },
    end: dealt(),
  };
}
