import type { Attributes } from "../adoption/exported-resource";
import { type References, unresolved } from "../adoption/references";
import type { Stack } from "../adoption/stack";
import { factsOf } from "../resources/facts";
import type { Block } from "../terraform-json/block";
import { at } from "../terraform-json/record";
import type { Seed } from "./from-arn";

/** What a resource is read by, as far as it is known; `undefined` for a type that has no name, or one that is not known. */
export function namedSeed(resource: Block, references: References, stack: Stack): Seed | undefined {
  const { type, region } = resource;
  const rule = factsOf(type).recovery?.byName;
  if (!rule || isOverwritten(resource)) return undefined;
  const value = (attribute: string): unknown => {
    if (attribute === "@account") return stack.account;
    if (attribute === "@region") return region;
    return references.attribute(resource, attribute);
  };
  const attributes: Record<string, unknown> = {};
  for (const attribute of rule.needs) {
    const known = value(attribute);
    if (known === unresolved) return undefined;
    if (known !== undefined) attributes[attribute] = known;
  }
  if (rule.id === null) return { type, attributes };
  const id = typeof rule.id === "function" ? rule.id(attributes) : filled(rule.id, value);
  return id === undefined ? undefined : { type, attributes: { ...attributes, ...writeOnlyOf(resource), id } };
}

/** A record that may overwrite another one is created as well where it exists. */
function isOverwritten({ body }: Block): boolean {
  return body.allow_overwrite === true;
}

function filled(template: string, value: (attribute: string) => unknown): string | undefined {
  const parts: unknown[] = [];
  const text = template.replaceAll(/\{([^}:]+)(:host)?\}/g, (_, attribute: string, host?: string) => {
    const part = value(attribute);
    parts.push(part);
    return host === undefined ? String(part) : String(part).replace(/^https:\/\//, "");
  });
  return parts.every((part) => typeof part === "string" && part !== "") ? text : undefined;
}

/** Tells the provider that a value is write-only, so that reading the resource does not put it into the state. */
function writeOnlyOf({ type, body }: Block): Attributes {
  const { writeOnly } = factsOf(type);
  if (!writeOnly || at(body, writeOnly) === undefined) return {};
  return { [`has_${writeOnly}`]: true, [`${writeOnly}_version`]: at(body, `${writeOnly}_version`) };
}
