import type { PolicyException } from "./exceptions";
import type { Finding, Judgement } from "./findings";

/** A failed check with the exception that accepts it. */
export interface AcceptedFinding extends Finding {
  readonly exception: PolicyException;
}

export interface Verdict {
  /** Failed checks that no exception accepts. */
  readonly failed: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** What is wrong with the exceptions themselves, in sentences. */
  readonly complaints: readonly string[];
}

/**
 * Holds what was found against the exceptions: each must still be needed, everywhere that it names, and be younger than its
 * date. Where only some stacks were judged, a place that may be in others is not asked whether it is still needed; nor is one
 * of any stack at all (its first part is `*`) that none of them has.
 *
 * @param today as in `2026-11-30`
 */
export function verdict(
  judgements: readonly Judgement[],
  exceptions: readonly PolicyException[],
  { today, judged }: { readonly today: string; readonly judged: "all stacks" | "some stacks" },
): Verdict {
  const failed: Finding[] = [];
  const accepted: AcceptedFinding[] = [];
  for (const finding of judgements.flatMap(({ findings }) => findings)) {
    const exception = exceptions.find(({ check, where }) => check === finding.check && where.some(fits(finding)));
    if (exception) accepted.push({ ...finding, exception });
    else failed.push(finding);
  }
  const complaints = exceptions.flatMap((exception) => [
    ...overdue(exception, today),
    ...unneeded(exception, judgements, judged),
  ]);
  return { failed, accepted, complaints };
}

function overdue({ check, where, reviewOn }: PolicyException, today: string): string[] {
  if (today <= reviewOn) return [];
  return [
    `${check} at ${where.join(", ")} was to be looked at again on ${reviewOn}: make the check pass, or say why not and when to look next`,
  ];
}

function unneeded(
  { check, where }: PolicyException,
  judgements: readonly Judgement[],
  judged: "all stacks" | "some stacks",
): string[] {
  const findings = judgements.flatMap((judgement) => judgement.findings).filter((finding) => finding.check === check);
  return where
    .filter((place) => {
      const [stack] = place.split("/");
      return judged === "all stacks" || judgements.some((judgement) => judgement.stack === stack);
    })
    .filter((place) => !place.startsWith("*/") || judgements.some(({ places }) => places.some(isAt(place))))
    .filter((place) => !findings.some((finding) => fits(finding)(place)))
    .map((place) => `${check} at ${place} fails no more: it must leave the list`);
}

function fits({ at }: Finding): (place: string) => boolean {
  return (place) => pattern(place).test(at);
}

function isAt(place: string): (at: string) => boolean {
  const expression = pattern(place);
  return (at) => expression.test(at);
}

/** `*` is any part of a name, `**` any number of names. */
function pattern(glob: string): RegExp {
  const source = glob
    .replaceAll(/[.+?^$()[\]{}|\\]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, (stars) => (stars === "*" ? "[^/]*" : ".*"));
  return new RegExp(`^${source}$`);
}
