import { type StateLock, readStateLock } from "../state/state-lock";
import type { SynthesizedStack } from "../synthesis/synthesized-stack";
import { type Check, type Finding, missing, ok } from "./check";

export const stateLock: Check = {
  title: "state lock",
  needs: ["state bucket"],
  otherwise: "the state is locked",
  run: async ({ stack }) => [judgeLock(stack, await readStateLock(stack))],
};

export function judgeLock(stack: SynthesizedStack, lock: StateLock | undefined): Finding {
  if (!lock) return ok("nobody holds it");
  return missing(
    `held by ${lock.Who} since ${lock.Created}, doing ${lock.Operation}`,
    `Wait for it; if its holder is dead:  (cd ${stack.directory} && terraform init && terraform force-unlock ${lock.ID})`,
  );
}
