import { setTimeout as delay } from "node:timers/promises";

import { approve } from "../approval";
import { secondsOf } from "../command";
import { Failure } from "../failure";
import { interruption } from "../interruption";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { holderFacts, whyAlive } from "./lock-holder";
import { deleteLockFile, lockLines, type LockFile, readLockFile } from "./state-lock";

/** Milliseconds between two looks at a lock. */
const pollInterval = 5_000;

export interface FreeLockOptions {
  /** Frees the lock of a holder that is gone without a question, and never another one. */
  readonly yes: boolean;
  /** How long to wait for a lock first, as Terraform writes it. */
  readonly lockTimeout: string;
  readonly note: (line: string) => void;
}

/**
 * Frees the lock of the stack's state when its holder is gone, after a question that names it.
 *
 * @throws Failure when the lock stays: its holder may be at work and there is no terminal to ask on, or the answer is no
 */
export async function freeLock(stack: SynthesizedStack, { yes, lockTimeout, note }: FreeLockOptions): Promise<void> {
  const file = await heldAfter(stack, lockTimeout);
  if (!file) return;
  // A lock file that says nothing is not the work of a Terraform that runs.
  const alive = file.kind === "lock" ? whyAlive(await holderFacts(stack, file.lock)) : undefined;
  const held = [`The state of ${stack.name} is locked:`, ...linesOf(file)].join("\n");
  if (yes || !process.stdin.isTTY) {
    if (alive !== undefined) throw new Failure(`${held}\n${stillAlive(alive)}`);
    if (!yes)
      throw new Failure(`${held}\nIts holder is gone. To free the lock:  npm run recover -- ${stack.name} --yes`);
    note(`${held}\nIts holder is gone.`);
  } else {
    const doubt = alive === undefined ? "Its holder is gone." : `Its holder may be at work: ${alive}.`;
    await approve(`${held}\n${doubt} Two that change one state damage it. The lock is freed.`, stack.name);
  }
  if (JSON.stringify(await readLockFile(stack)) !== JSON.stringify(file))
    throw new Failure(`The lock of ${stack.name} has changed meanwhile, so nothing was changed. Repeat the command.`);
  await deleteLockFile(stack);
  note("The lock is freed.");
}

function stillAlive(why: string): string {
  return [
    `Its holder may be at work: ${why}. Nothing was changed.`,
    "To wait for it, repeat the command with  --lock-timeout 10m",
    "If you know that it is gone, free the lock in a terminal, where you are asked.",
  ].join("\n");
}

async function heldAfter(stack: SynthesizedStack, lockTimeout: string): Promise<LockFile | undefined> {
  const end = Date.now() + secondsOf(lockTimeout) * 1000;
  for (;;) {
    const file = await readLockFile(stack);
    const rest = end - Date.now();
    if (!file || rest <= 0) return file;
    await delay(Math.min(pollInterval, rest), undefined, { signal: interruption });
  }
}

function linesOf(file: LockFile): string[] {
  return file.kind === "lock" ? lockLines(file.lock) : [`  by whom is not known: the lock file ${file.how}`];
}
