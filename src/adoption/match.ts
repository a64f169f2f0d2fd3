import { importable, notImportable } from "./importable";
import { type Candidate, candidatesIn, type Fit, search, type Search } from "./candidates";
import type { ExportedResource } from "./exported-resource";
import { References } from "./references";
import type { Stack } from "./stack";
import type { Block } from "../terraform-json/block";

/** What becomes of one resource of the stack. */
export type Outcome =
  | { readonly kind: "import"; readonly address: string; readonly id: string; readonly found: ExportedResource }
  /** It is in the state already. */
  | { readonly kind: "managed"; readonly address: string; readonly found: ExportedResource | undefined }
  /** Whether it exists is not said, since it is not imported. */
  | { readonly kind: "left-alone"; readonly address: string; readonly why: string }
  | { readonly kind: "ambiguous"; readonly address: string; readonly candidates: readonly ExportedResource[] }
  | { readonly kind: "new"; readonly address: string; readonly why: string };

/**
 * Recognizes what a stack describes among what exists. One that is recognized makes others known, those that refer to it
 * and those that it refers to; so it goes on until nothing is added. Nothing is guessed: what fits more than one thing, or
 * is fitted by more than one, stays as it is.
 *
 * @param managed addresses that are in the state
 * @returns every resource of the stack with what becomes of it, by address
 */
export function match(
  stack: Stack,
  found: readonly ExportedResource[],
  managed: ReadonlySet<string> = new Set(),
): Outcome[] {
  const matcher = new Matcher(stack, candidatesIn(found, stack));
  matcher.recognize();
  return stack.resources.flatMap((resource) => matcher.outcomes(resource, managed)).sort(byAddress);
}

class Matcher {
  private readonly resources: ReadonlyMap<string, Block>;
  private readonly recognized = new Map<string, readonly Fit[]>();
  private free: readonly Candidate[];

  public constructor(
    private readonly stack: Stack,
    private readonly candidates: readonly Candidate[],
  ) {
    this.resources = new Map(stack.resources.map((resource) => [resource.address, resource]));
    this.free = candidates;
  }

  public recognize(): void {
    const open = [...this.resources.values()].filter(isAdoptable);
    for (;;) {
      const references = this.references();
      const proposals = open
        .filter(({ address }) => !this.recognized.has(address))
        .map((resource) => ({ resource, fits: unambiguous(resource, search(resource, this.free, references)) }));
      const wanted = count(proposals.flatMap(({ fits }) => fits.map(({ candidate }) => candidate)));
      const accepted = proposals.filter(
        ({ fits }) => fits.length > 0 && fits.every(({ candidate }) => wanted.get(candidate) === 1),
      );
      if (accepted.length === 0) return;
      for (const { resource, fits } of accepted) this.recognized.set(resource.address, fits);
      const taken = new Set(accepted.flatMap(({ fits }) => fits.map(({ candidate }) => candidate)));
      this.free = this.free.filter((candidate) => !taken.has(candidate));
    }
  }

  public outcomes(resource: Block, managed: ReadonlySet<string>): Outcome[] {
    const { address, type, body } = resource;
    const fits = this.recognized.get(address);
    if (fits) {
      return fits.map(({ candidate: { id, found }, key }) => {
        const instance = key === undefined ? address : `${address}[${JSON.stringify(key)}]`;
        return managed.has(instance)
          ? { kind: "managed", address: instance, found }
          : { kind: "import", address: instance, id, found };
      });
    }
    const instances = [...managed].filter((one) => one === address || one.startsWith(`${address}[`));
    if (instances.length > 0) return instances.map((one) => ({ kind: "managed", address: one, found: undefined }));
    const why = notImportable(type, body);
    if (why !== undefined) return [{ kind: "left-alone", address, why }];
    return [this.unrecognized(resource)];
  }

  private unrecognized(resource: Block): Outcome {
    const { address, type } = resource;
    if (!isAdoptable(resource)) return { kind: "new", address, why: `nothing is known of how ${type} is imported` };
    const result = search(resource, this.free, this.references());
    if (result.kind === "fits")
      return { kind: "ambiguous", address, candidates: result.fits.map(({ candidate }) => candidate.found) };
    const ofType = this.candidates.filter((candidate) => candidate.type === type).length;
    if (ofType === 0) return { kind: "new", address, why: "the export has none of this type" };
    const attributes = result.attributes.join(", ");
    if (result.kind === "unresolved")
      return { kind: "new", address, why: `what it is recognized by is not known: ${attributes}` };
    return { kind: "new", address, why: `none of the export's ${ofType} is the same by ${attributes}` };
  }

  private references(): References {
    const single = [...this.recognized].flatMap(([address, [fit]]) =>
      fit && fit.key === undefined ? [[address, fit.candidate.found.attributes] as const] : [],
    );
    return new References(this.resources, new Map([...this.stack.data, ...single]));
  }
}

function isAdoptable({ type, body }: Block): boolean {
  return importable(type) !== undefined && notImportable(type, body) === undefined && body.count === undefined;
}

/** The fits that leave no choice: a single one, or one a key where there is one for each key. */
function unambiguous({ body }: Block, result: Search): readonly Fit[] {
  if (result.kind !== "fits") return [];
  const { fits } = result;
  if (body.for_each === undefined) return fits.length === 1 ? fits : [];
  const keys = fits.map(({ key }) => key);
  return keys.every((key) => key !== undefined) && new Set(keys).size === keys.length ? fits : [];
}

function count<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function byAddress(one: Outcome, other: Outcome): number {
  return one.address < other.address ? -1 : 1;
}
