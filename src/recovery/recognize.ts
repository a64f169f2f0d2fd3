import { type Candidate, type Fit, search } from "../adoption/candidates";
import type { Attributes } from "../adoption/exported-resource";
import { importable } from "../adoption/importable";
import { References } from "../adoption/references";
import type { Stack } from "../adoption/stack";
import { factsOf } from "../resources/facts";
import type { Importable } from "../resources/kind";
import type { Block } from "../terraform-json/block";

/** Something that exists and carries the environment's tags, or belongs to something that does. */
export interface Existing {
  readonly type: string;
  /** Its ARN, or its id where it has none. */
  readonly label: string;
  readonly attributes: Attributes;
}

export interface Recognized {
  readonly recognized: ReadonlyMap<string, Existing>;
  /** What more than one thing fits, by address. */
  readonly ambiguous: ReadonlyMap<string, readonly Existing[]>;
}

/**
 * Tells which resource of the configuration each existing one is. One that is recognized makes others known, so it goes on
 * until nothing is added. Nothing is guessed: what more than one thing fits stays open.
 *
 * @param stack with those resources only that are looked for, and with all that is known of the others as its data
 */
export function recognize(stack: Stack, existing: readonly Existing[]): Recognized {
  const recognized = new Map<string, Existing>();
  const byCandidate = new Map(existing.map((one) => [candidateOf(one), one]));
  const fitsOf = (resource: Block): readonly Fit[] => {
    const taken = new Set(recognized.values());
    const free = [...byCandidate].flatMap(([candidate, one]) => (taken.has(one) ? [] : [candidate]));
    const rule = recognition(resource.type);
    const found = search(resource, free, references(stack, recognized), rule);
    return found.kind === "fits" ? newest(resource.type, found.fits) : [];
  };
  const open = (): Block[] => stack.resources.filter(({ address }) => !recognized.has(address));
  for (;;) {
    const proposals = open().flatMap((resource) => {
      const [fit, ...others] = fitsOf(resource);
      return fit && others.length === 0 ? [{ address: resource.address, candidate: fit.candidate }] : [];
    });
    const accepted = proposals.filter(
      ({ candidate }) => proposals.filter((other) => other.candidate === candidate).length === 1,
    );
    if (accepted.length === 0) break;
    for (const { address, candidate } of accepted) {
      const one = byCandidate.get(candidate);
      if (one) recognized.set(address, one);
    }
  }
  const ambiguous = open().flatMap((resource) => {
    const fits = fitsOf(resource).flatMap(({ candidate }) => byCandidate.get(candidate) ?? []);
    return fits.length > 0 ? [[resource.address, fits] as const] : [];
  });
  return { recognized, ambiguous: new Map(ambiguous) };
}

/**
 * What carries the environment's tags need only be told from the rest of the environment, not from everything that another tool
 * made.
 */
function recognition(type: string): Importable {
  const { recovery } = factsOf(type);
  return recovery?.recognizedBy ? { by: recovery.recognizedBy } : (importable(type) ?? { by: [] });
}

/** What the configuration refers to, as far as it is known. */
export function references(stack: Stack, recognized: ReadonlyMap<string, Existing>): References {
  const resources = new Map(stack.resources.map((resource) => [resource.address, resource]));
  const known = [...recognized].map(([address, { attributes }]) => [address, attributes] as const);
  return new References(resources, new Map([...stack.data, ...known]));
}

function candidateOf({ type, label, attributes }: Existing): Candidate {
  return { type, id: label, found: { label, foreignType: type, type, attributes } };
}

/** Of a task definition's revisions the last one is meant: a service runs no other. */
function newest(type: string, fits: readonly Fit[]): readonly Fit[] {
  if (type !== "aws_ecs_task_definition") return fits;
  const revisionOf = ({ candidate }: Fit): number => Number(candidate.found.attributes.revision);
  return [...fits].sort((one, other) => revisionOf(other) - revisionOf(one)).slice(0, 1);
}
