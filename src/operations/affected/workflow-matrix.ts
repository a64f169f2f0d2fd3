import { applyRoleName, planRoleName } from "../../naming/account-names";
import { protectedResources } from "../retain/protection";
import { findFoundation } from "../state/foundation";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** What a job of a workflow must know of the stack that it works on. */
export interface WorkflowJob {
  readonly stack: string;
  readonly region: string;
  readonly planRole: string;
  /** Empty for what only an administrator deploys: a foundation, and what its account's `workflows` do not name. */
  readonly applyRole: string;
}

/**
 * The jobs for some of all stacks, as GitHub's `strategy.matrix` wants them, in the order in which they are to be deployed:
 * where something goes wrong it should first go wrong where nothing is protected, in staging before production,
 * even where staging is protected too. Stacks of an account without `workflows` have no job, for there is no role for it.
 */
export function workflowMatrix(
  all: readonly SynthesizedStack[],
  wanted: readonly SynthesizedStack[],
): { readonly include: readonly WorkflowJob[] } {
  return {
    include: [...wanted]
      .sort(byWhatIsAtStake)
      .map((stack) => jobOf(stack, findFoundation(all, stack.name)))
      .filter(({ planRole }) => planRole !== ""),
  };
}

function jobOf(stack: SynthesizedStack, foundation: SynthesizedStack): WorkflowJob {
  const roles = foundation.resources.filter(({ type }) => type === "aws_iam_role").map(({ body }) => body.name);
  const arnOf = (name: string): string => (roles.includes(name) ? `arn:aws:iam::${stack.accountId}:role/${name}` : "");
  return {
    stack: stack.name,
    region: stack.region,
    planRole: arnOf(planRoleName(foundation.name.replace(/^foundation-/, ""))),
    applyRole: stack.isFoundation ? "" : arnOf(applyRoleName(stack.name)),
  };
}

function byWhatIsAtStake(one: SynthesizedStack, other: SynthesizedStack): number {
  return stake(one) - stake(other) || (one.name < other.name ? -1 : 1);
}

function stake(stack: SynthesizedStack): number {
  if (stack.isFoundation) return 0;
  if (stack.name.includes("production")) return 3;
  return protectedResources(stack).length === 0 ? 1 : 2;
}
