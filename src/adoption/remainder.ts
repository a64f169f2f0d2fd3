import { arnPart, candidatesIn } from "./candidates";
import type { ExportedResource } from "./exported-resource";
import { importId } from "./import-id";
import { notImportable } from "./importable";
import type { Outcome } from "./match";
import type { Stack } from "./stack";

/** Something that exists and that the stack does not take over. */
export interface Remaining {
  readonly found: ExportedResource;
  readonly why: string;
}

/** Whatever of an export no resource of the stack is, and why. */
export function remainder(stack: Stack, found: readonly ExportedResource[], outcomes: readonly Outcome[]): Remaining[] {
  const taken = new Map<ExportedResource, string>();
  for (const outcome of outcomes)
    if ((outcome.kind === "import" || outcome.kind === "managed") && outcome.found)
      taken.set(outcome.found, outcome.address);
  const candidates = new Set(candidatesIn(found, stack).map((candidate) => candidate.found));
  return found
    .filter((one) => !taken.has(one))
    .map((one) => ({ found: one, why: reason(one, stack, candidates, outcomes) }))
    .sort((one, other) => (sortKey(one.found) < sortKey(other.found) ? -1 : 1));
}

function reason(
  one: ExportedResource,
  stack: Stack,
  candidates: ReadonlySet<ExportedResource>,
  outcomes: readonly Outcome[],
): string {
  const { type } = one;
  if (type === undefined) return "no stack here has this type";
  const elsewhere = elsewhereThan(stack, one);
  if (elsewhere !== undefined) return `it is in ${elsewhere}`;
  if (notImportable(type, {}) !== undefined) return "what is of this type is not imported: see what is created";
  const id = importId(one, stack);
  if (id === undefined) return "the export does not say the id that an import needs";
  const maybe = outcomes.filter((outcome) => outcome.kind === "ambiguous" && outcome.candidates.includes(one));
  if (maybe.length > 0) return `it may be ${maybe.map(({ address }) => address).join(" or ")}`;
  if (!candidates.has(one)) return "the export has it twice";
  const has = stack.resources.some((resource) => resource.type === type);
  return has ? `no ${type} of the stack is the same` : `the stack has no ${type}`;
}

function elsewhereThan(stack: Stack, one: ExportedResource): string | undefined {
  const account = arnPart(one, 4);
  if (account !== undefined && account !== stack.account) return `account ${account}`;
  const region = arnPart(one, 3);
  const regions = new Set([stack.region, ...stack.resources.map((resource) => resource.region)]);
  return region !== undefined && !regions.has(region) ? region : undefined;
}

function sortKey({ foreignType, label }: ExportedResource): string {
  return `${foreignType} ${label}`;
}
