import { setTimeout as delay } from "node:timers/promises";

import { Failure } from "../failure";
import { interruption } from "../interruption";
import { say } from "./output";

/** How something that takes its time stands, in words. */
export interface Progress {
  readonly state: "in progress" | "steady" | "failed";
  readonly text: string;
}

export interface FollowProps {
  /** What is followed, in front of every line. */
  readonly title: string;
  readonly look: () => Promise<Progress>;
  /** What to say after the time to wait is over. */
  readonly goesOn: string;
  /** @default 5 */
  readonly pollSeconds?: number;
}

/** Looks until it is over, and says what changes on the way. */
export async function follow({ title, look, goesOn, pollSeconds = 5 }: FollowProps): Promise<Progress> {
  let said: string | undefined;
  try {
    for (;;) {
      interruption.throwIfAborted();
      const progress = await look();
      if (progress.text !== said) say(`${title}: ${progress.text}`);
      said = progress.text;
      if (progress.state !== "in progress") return progress;
      await delay(pollSeconds * 1000, undefined, { signal: interruption });
    }
  } catch (error) {
    if (interruption.aborted) say(`${title}: ${goesOn}`);
    throw error;
  }
}

/** @throws Failure when it did not come to a good end */
export function checkProgress(title: string, progress: Progress | undefined): void {
  if (progress?.state === "failed") throw new Failure(`${title} failed: ${progress.text}`);
}
