import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { planIn } from "../review/review-plan";
import type { OpenedArtifact } from "../plan/plan-artifact";
import { differingChanges } from "./same-changes";
import { differingFiles } from "./same-configuration";

/** Enough to see what it is about. */
const mostNamed = 10;

/** @throws Failure when the artifact's stack is not the one that this checkout synthesizes */
export async function requireSameConfiguration(
  { stack, commit }: OpenedArtifact,
  own: SynthesizedStack,
): Promise<void> {
  const differing = await differingFiles(stack, own);
  if (differing.length === 0) return;
  throw new Failure(
    `The plan of ${own.name} was made from another configuration than this checkout's, so nothing was changed: ${listed(differing)}.\nCheck out what was merged of ${commit}, or plan and review again.`,
  );
}

/** @throws Failure when what was reviewed is not what a plan would change now */
export function requireSameChanges(reviewed: string, current: string, { name }: SynthesizedStack): void {
  const differing = differingChanges(planIn(reviewed), planIn(current));
  if (differing.length === 0) return;
  throw new Failure(
    `The plan of ${name} would change something else by now than what was reviewed, so nothing was changed: ${listed(differing)}.\nIts state, or AWS itself, has changed since. Plan and review again.`,
  );
}

function listed(names: readonly string[]): string {
  const further = names.length - mostNamed;
  return names.slice(0, mostNamed).join(", ") + (further > 0 ? ` and ${further} more` : "");
}
