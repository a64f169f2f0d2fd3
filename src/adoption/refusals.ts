import { comparableAttribute } from "./comparable";
import type { ReviewedChange, Review } from "../review/review";
import { differenceText } from "../review/text";
import { importable } from "./importable";
import { at } from "../terraform-json/record";
import type { Outcome } from "./match";
import type { Remaining } from "./remainder";

/** Why a plan is not carried out. */
export interface Refusal {
  readonly address: string;
  readonly why: string;
}

/**
 * What a plan does that an adoption must not: it may import, change in place, and create what does not exist.
 *
 * @param acknowledged addresses that the operator has acknowledged
 */
export function refusals(
  { judged }: Review,
  outcomes: readonly Outcome[],
  remaining: readonly Remaining[],
  acknowledged: readonly string[],
): Refusal[] {
  const byAddress = new Map(outcomes.map((outcome) => [outcome.address, outcome]));
  return judged
    .filter(({ change }) => !acknowledged.includes(change.address))
    .flatMap((one) => {
      const outcome = byAddress.get(one.change.address);
      const why = lost(one) ?? twice(one, outcome, remaining) ?? blocked(one);
      return why === undefined ? [] : [{ address: one.change.address, why }];
    });
}

function lost({ change: { action, differences } }: ReviewedChange): string | undefined {
  if (action === "delete" || action === "forget") return "it would be given up";
  if (action !== "replace") return undefined;
  const forcing = differences.filter(({ forcesReplacement }) => forcesReplacement).map(differenceText);
  return `it would be replaced: ${forcing.join("; ")}`;
}

function twice(
  { change }: ReviewedChange,
  outcome: Outcome | undefined,
  remaining: readonly Remaining[],
): string | undefined {
  if (change.action !== "create") return undefined;
  if (outcome?.kind === "ambiguous") {
    const labels = outcome.candidates.map(({ label }) => label).sort();
    return `it would be created, and may exist: ${labels.join(", ")}`;
  }
  const attribute = nameOf(change.type);
  const name = attribute === undefined ? undefined : at(change.after, attribute);
  if (attribute === undefined || typeof name !== "string") return undefined;
  const key = comparableAttribute(change.type, attribute, name)?.toLowerCase();
  const twin = remaining.find(
    ({ found }) =>
      found.type === change.type &&
      comparableAttribute(change.type, attribute, at(found.attributes, attribute))?.toLowerCase() === key,
  );
  if (!twin) return undefined;
  const reason = outcome && "why" in outcome ? ` (${outcome.why})` : "";
  return `it would be created, and ${twin.found.label} has its name${reason}`;
}

/** What a resource of a type is called, where that alone tells it from others. */
function nameOf(type: string): string | undefined {
  const [attributes = []] = importable(type)?.by ?? [];
  return attributes.length === 1 && !/_(id|arn)$/.test(attributes[0] ?? "") ? attributes[0] : undefined;
}

function blocked({ level, findings }: ReviewedChange): string | undefined {
  const blocking = findings.filter((finding) => finding.level === "blocks").map(({ title }) => title);
  return level === "blocks" ? blocking.join(", ") : undefined;
}
