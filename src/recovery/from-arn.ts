import type { Attributes } from "../adoption/exported-resource";
import { factsOf, knownTypes } from "../resources/facts";
import { readArn } from "./arn";

/** What the provider reads a resource by: Terraform's type, and the attributes that its read needs. */
export interface Seed {
  readonly type: string;
  readonly attributes: Attributes;
}

/**
 * What the resource of an ARN can be for Terraform; nothing for a type that no stack has, or that its name is enough to find.
 * A type that the ARN does not tell from another one stands for both: only one of them can be read.
 */
export function seedsOf(arn: string): readonly Seed[] {
  const { kind, id } = readArn(arn);
  return typesOfArn(kind).flatMap((type) => {
    const byArn = factsOf(type).recovery?.byArn ?? null;
    if (byArn === null) return [];
    if (byArn === "id") return [{ type, attributes: { id } }];
    return [{ type, attributes: byArn === "arn" ? { id: arn, arn } : byArn(id, arn) }];
  });
}

/** Every type that a resource with such an ARN may be of: it does not tell a composite alarm from a metric's. */
export function typesOfArn(kind: string): readonly string[] {
  return knownTypes.filter((type) => factsOf(type).arns?.includes(kind));
}
