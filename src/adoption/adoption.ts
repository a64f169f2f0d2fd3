import type { ReviewedChange, Review } from "../review/review";
import { differenceText } from "../review/text";
import type { Export } from "./exported-resource";
import type { Outcome } from "./match";
import { type Refusal, refusals } from "./refusals";
import { type Remaining, remainder } from "./remainder";
import type { Stack } from "./stack";
import { isTerraformOnly } from "./terraform-only";

/** What an adoption does, or would do, with both sides accounted for. */
export interface Adoption {
  readonly environment: string;
  readonly source: Export;
  /** Every resource of the stack. */
  readonly outcomes: readonly Outcome[];
  /** Everything that exists and is not taken over. */
  readonly remaining: readonly Remaining[];
  /** The plan that imports what was recognized. */
  readonly plan: Review;
  /** Why the plan is not carried out; empty when it may be. */
  readonly refusals: readonly Refusal[];
}

export interface AdoptionProps {
  readonly environment: string;
  readonly source: Export;
  readonly stack: Stack;
  readonly outcomes: readonly Outcome[];
  readonly plan: Review;
  /** Addresses that the operator has acknowledged. */
  readonly acknowledged: readonly string[];
}

/** Holds a plan against what was recognized. */
export function adoption({ environment, source, stack, outcomes, plan, acknowledged }: AdoptionProps): Adoption {
  const remaining = remainder(stack, source.found, outcomes);
  return {
    ...{ environment, source, outcomes, remaining, plan },
    refusals: refusals(plan, outcomes, remaining, acknowledged),
  };
}

/** 0: nothing is left to adopt or change, 2: there is, 3: the plan is refused. */
export function exitCodeOf({ refusals: refused, plan }: Adoption): 0 | 2 | 3 {
  if (refused.length > 0) return 3;
  return plan.judged.length + plan.outputs.length > 0 ? 2 : 0;
}

/** What the plan changes in AWS, by address: from what to what. */
export function changedInPlace({ plan }: Adoption): Map<string, string[]> {
  return new Map(
    updates(plan)
      .map(({ change }) => [change.address, change.differences.filter((one) => !isTerraformOnly(one))] as const)
      .filter(([, differences]) => differences.length > 0)
      .map(([address, differences]) => [address, differences.map(differenceText)]),
  );
}

/** What the plan only writes into the state, by address. */
export function recordedOnly({ plan }: Adoption): string[] {
  return updates(plan)
    .filter(({ change }) => change.differences.every(isTerraformOnly))
    .map(({ change }) => change.address);
}

function updates({ judged }: Review): ReviewedChange[] {
  return judged.filter(({ change }) => change.action === "update");
}

/** What the plan creates, by why it is not imported. */
export function createdByReason({ plan, outcomes }: Adoption): Map<string, string[]> {
  const byAddress = new Map(outcomes.map((outcome) => [outcome.address, outcome]));
  const groups = new Map<string, string[]>();
  for (const { change } of plan.judged.filter(({ change: { action } }) => action === "create")) {
    const outcome = byAddress.get(change.address);
    const why =
      outcome && "why" in outcome ? outcome.why : "more than one thing of the export fits, or none for its key";
    groups.set(why, [...(groups.get(why) ?? []), change.address].sort());
  }
  return new Map([...groups].sort());
}

/** The same for what stays with the other tool. */
export function remainingByReason({ remaining }: Adoption): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { found, why } of remaining) groups.set(why, [...(groups.get(why) ?? []), found.label].sort());
  return new Map([...groups].sort());
}

/** Texts that must not be printed. */
export function secretsOf({ plan, source }: Adoption): Set<string> {
  return new Set([...plan.secrets, ...[...source.secrets].filter((text) => text.length >= shortestSecret)]);
}

/** Shorter ones would be found inside innocent words; nothing that is marked secret is printed anyway. */
const shortestSecret = 8;

/** How many of each type are imported, changed, created, and left to the other tool. */
export interface TypeCount {
  readonly type: string;
  readonly imported: number;
  readonly changed: number;
  readonly created: number;
  readonly remaining: number;
}

export function countsByType(result: Adoption): TypeCount[] {
  const { outcomes, plan, remaining } = result;
  const counts = new Map<string, TypeCount>();
  const add = (type: string, column: Exclude<keyof TypeCount, "type">): void => {
    const count = counts.get(type) ?? { type, imported: 0, changed: 0, created: 0, remaining: 0 };
    counts.set(type, { ...count, [column]: count[column] + 1 });
  };
  for (const outcome of outcomes) if (outcome.kind === "import") add(typeOf(outcome.address), "imported");
  for (const address of changedInPlace(result).keys()) add(typeOf(address), "changed");
  for (const { change } of plan.judged) if (change.action === "create") add(change.type, "created");
  for (const { found } of remaining) add(found.type ?? found.foreignType, "remaining");
  return [...counts.values()].sort((one, other) => (one.type < other.type ? -1 : 1));
}

function typeOf(address: string): string {
  return address.replace(/\..*$/s, "");
}

/** What is not worth a list, as text; empty where there is nothing to say. */
export function recordedText(result: Adoption): string {
  const { length } = recordedOnly(result);
  return length === 0 ? "" : `written into the state only, arguments that AWS does not know: of ${length}`;
}

/** The same for what of the export is nothing to adopt. */
export function ignoredText({ source }: Adoption): string {
  const kinds = Object.entries(source.ignored).map(([kind, count]) => `${count} ${kind}`);
  return kinds.length === 0 ? "" : `in the export, and nothing to adopt: ${kinds.join(", ")}`;
}

export function verdict(result: Adoption): string {
  const imported = result.outcomes.filter(({ kind }) => kind === "import").length;
  const managed = result.outcomes.filter(({ kind }) => kind === "managed").length;
  const parts = [
    `${imported} imported`,
    `${changedInPlace(result).size} changed in place`,
    `${result.plan.actions.create} created`,
    ...(managed > 0 ? [`${managed} in the state already`] : []),
  ];
  const refused = result.refusals.length === 0 ? "" : `refused for ${result.refusals.length} of its changes; `;
  return `${refused}${parts.join(", ")}`;
}
