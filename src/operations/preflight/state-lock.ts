import { type LockFile, readLockFile } from "../state/state-lock";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Check, type Finding, missing, ok } from "./check";

export const stateLock: Check = {
  title: "state lock",
  needs: ["state bucket"],
  otherwise: "the state is locked",
  run: async ({ stack }) => [judgeLock(stack, await readLockFile(stack))],
};

export function judgeLock({ name }: SynthesizedStack, file: LockFile | undefined): Finding {
  if (!file) return ok("not held");
  if (file.kind === "damaged")
    return missing(
      `held, and by whom is not known: the lock file ${file.how}`,
      `If nothing works on the environment now:  npm run recover -- ${name}`,
    );
  const { lock } = file;
  return missing(
    `held by ${lock.Who} since ${lock.Created}, doing ${lock.Operation}`,
    `Wait for it; if its holder is gone:  npm run recover -- ${name}`,
  );
}
