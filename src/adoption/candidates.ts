import type { Importable } from "../resources/kind";
import { own } from "../terraform-json/record";
import { comparableAttribute } from "./comparable";
import type { ExportedResource } from "./exported-resource";
import { at } from "../terraform-json/record";
import { importable } from "./importable";
import { importId } from "./import-id";
import { each, type References, unresolved } from "./references";
import type { Stack } from "./stack";
import type { Block } from "../terraform-json/block";

/** Something of an export that can be imported. */
export interface Candidate {
  readonly found: ExportedResource;
  readonly type: string;
  readonly id: string;
}

/** A candidate that is what a resource says, with the key of its instance where there is one for each. */
export interface Fit {
  readonly candidate: Candidate;
  readonly key: string | undefined;
}

/** What is to be said of a resource's identity with what is known. */
export type Search =
  | { readonly kind: "fits"; readonly fits: readonly Fit[] }
  /** Attributes that are not known. */
  | { readonly kind: "unresolved"; readonly attributes: readonly string[] }
  | { readonly kind: "none"; readonly attributes: readonly string[] };

/** What of an export can be imported into the stack's account, each thing once. */
export function candidatesIn(found: readonly ExportedResource[], stack: Stack): Candidate[] {
  const byIdentity = new Map<string, Candidate>();
  for (const one of found) {
    const { type } = one;
    const region = arnPart(one, 3) ?? stack.region;
    const id = importId(one, { account: stack.account, region });
    const account = arnPart(one, 4);
    if (type === undefined || id === undefined || (account !== undefined && account !== stack.account)) continue;
    const identity = JSON.stringify([type, region, id]);
    const known = byIdentity.get(identity);
    if (!known || one.label < known.found.label) byIdentity.set(identity, { found: one, type, id });
  }
  return [...byIdentity.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, candidate]) => candidate);
}

/**
 * The candidates that a resource's block describes, by the first list of attributes that fits exactly one.
 *
 * @param rule by what it is recognized. @default its type's
 */
export function search(
  resource: Block,
  candidates: readonly Candidate[],
  references: References,
  rule: Importable = importable(resource.type) ?? { by: [] },
): Search {
  const near = candidates.filter((candidate) => isPossible(candidate, resource, rule, references));
  const searches = rule.by.map((attributes) => byAttributes(attributes, resource, near, references));
  const isEach = resource.body.for_each !== undefined;
  return (
    searches.find((one) => one.kind === "fits" && (isEach || one.fits.length === 1)) ??
    searches.find(({ kind }) => kind === "fits") ??
    searches.find(({ kind }) => kind === "none") ??
    searches[0] ?? { kind: "none", attributes: [] }
  );
}

function byAttributes(
  attributes: readonly string[],
  resource: Block,
  near: readonly Candidate[],
  references: References,
): Search {
  const values = attributes.map((attribute) => references.attribute(resource, attribute));
  const missing = attributes.filter(
    (_, index) => values[index] === unresolved || (index === 0 && values[index] === undefined),
  );
  if (missing.length > 0) return { kind: "unresolved", attributes: missing };
  const fits = near.flatMap((candidate) => {
    const theirs = attributes.map((attribute) => at(candidate.found.attributes, attribute));
    const isSame = attributes.every(
      (attribute, index) =>
        values[index] === each ||
        comparableAttribute(resource.type, attribute, values[index]) ===
          comparableAttribute(resource.type, attribute, theirs[index]),
    );
    const key = theirs[values.indexOf(each)];
    return isSame ? [{ candidate, key: typeof key === "string" ? key : undefined }] : [];
  });
  return fits.length === 0 ? { kind: "none", attributes } : { kind: "fits", fits };
}

/** Whether nothing that both sides know speaks against it. */
function isPossible(
  { found, type }: Candidate,
  resource: Block,
  { also = [] }: Importable,
  references: References,
): boolean {
  if (type !== resource.type || (arnPart(found, 3) ?? resource.region) !== resource.region) return false;
  return also.every((attribute) => {
    const [ours, theirs] = [references.attribute(resource, attribute), at(found.attributes, attribute)];
    if (ours === undefined || ours === unresolved || theirs === undefined) return true;
    return comparableAttribute(type, attribute, ours) === comparableAttribute(type, attribute, theirs);
  });
}

/** A part of the resource's ARN, counted from zero; `undefined` where there is none, as a region in those of IAM. */
export function arnPart({ attributes }: ExportedResource, part: 3 | 4): string | undefined {
  const arn = [own(attributes, "arn"), own(attributes, "id")].find(
    (text) => typeof text === "string" && text.startsWith("arn:"),
  ) as string | undefined;
  const text = arn?.split(":")[part] ?? "";
  return text === "" || text === "aws" ? undefined : text;
}
