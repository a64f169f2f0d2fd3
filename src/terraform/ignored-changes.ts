import { isDeepStrictEqual } from "node:util";

import type { Owner } from "../resources/kind";
import type { Block } from "../terraform-json/block";
import type { ConstructPath } from "../terraform-json/construct-path";
import { ignoredAttributes, ignoredIn, isLeftTo } from "./ownership";

/** What two configurations of a stack are compared by. */
export interface ComparedStack {
  readonly resources: readonly Block[];
  readonly json: { readonly moved?: readonly { readonly from: string; readonly to: string }[] };
}

/** An attribute that the configuration changes and Terraform ignores: no plan shows it, and no apply does it. */
export interface IgnoredChange {
  readonly address: string;
  /** Where its construct stands. */
  readonly path: ConstructPath;
  readonly attribute: string;
  readonly from: unknown;
  readonly to: unknown;
  /** Who changes the attribute instead. `undefined` where the configuration ignores an attribute without a known owner. */
  readonly owner: Owner | undefined;
  readonly why: string;
}

/** What changes between two configurations without any effect on resources that exist. */
export function ignoredChanges(before: ComparedStack, after: ComparedStack): IgnoredChange[] {
  const moved = after.json.moved ?? [];
  const earlier = new Map(before.resources.map((resource) => [renamed(resource.address, moved), resource.body]));
  return after.resources.flatMap((resource) => {
    const body = earlier.get(resource.address);
    return body === undefined ? [] : changesOf(resource, renamed(body, moved));
  });
}

/** The resources as they are once the configuration is applied: what is ignored stays as it was. */
export function withoutIgnored(resources: readonly Block[], changes: readonly IgnoredChange[]): Block[] {
  return resources.map((resource) => {
    const own = changes.filter(({ address }) => address === resource.address);
    const kept = Object.fromEntries(own.map(({ attribute, from }) => [attribute, from]));
    return { ...resource, body: { ...resource.body, ...kept } };
  });
}

function changesOf(resource: Block, before: Block["body"]): IgnoredChange[] {
  const { address, path, body } = resource;
  return ignoredIn(body)
    .filter((attribute) => !isDeepStrictEqual(before[attribute], body[attribute]))
    .map((attribute) => {
      const row = ignoredAttributes.find((one) => one.attribute === attribute && isLeftTo(one, resource));
      const { owner, why = "the configuration ignores it" } = row ?? {};
      return { address, path, attribute, from: before[attribute], to: body[attribute], owner, why };
    });
}

/** A value of the earlier configuration in which references follow what has moved since. */
function renamed<T>(value: T, moved: readonly { readonly from: string; readonly to: string }[]): T {
  if (moved.length === 0) return value;
  const text = moved.reduce((all, { from, to }) => all.replaceAll(from, to), JSON.stringify(value));
  return JSON.parse(text) as T;
}
