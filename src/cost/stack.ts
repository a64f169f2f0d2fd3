import { addressesIn } from "../terraform-json/references";
import type { Assumption, Assumptions } from "./assumptions";
import type { Resource } from "./resource";

/** All resources of an estimate, to be asked how they hang together, and what is assumed about them. */
export class Stack {
  private readonly byAddress: ReadonlyMap<string, Resource>;
  private readonly byType: ReadonlyMap<string, readonly Resource[]>;
  private readonly referring = new Map<string, ReadonlyMap<string, readonly Resource[]>>();
  private readonly asked = new Set<Assumption>();

  constructor(
    readonly resources: readonly Resource[],
    private readonly assumptions: Assumptions,
  ) {
    this.byAddress = new Map(resources.map((resource) => [resource.address, resource]));
    this.byType = grouped(resources, ({ type }) => [type]);
  }

  /** What is assumed; the estimate says that it rests on it. */
  assume<Name extends Assumption>(name: Name): Assumptions[Name] {
    this.asked.add(name);
    return this.assumptions[name];
  }

  /** Everything that was asked for so far. */
  assumed(): Partial<Assumptions> {
    return Object.fromEntries(Object.entries(this.assumptions).filter(([name]) => this.asked.has(name as Assumption)));
  }

  of(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** The resources that an attribute refers to. */
  referredIn(value: unknown): Resource[] {
    return addressesIn(value).flatMap((address) => this.byAddress.get(address) ?? []);
  }

  /** The resources of a type whose attribute refers to this one. */
  referringTo({ address }: Resource, type: string, attribute: string): readonly Resource[] {
    const key = `${type}.${attribute}`;
    let found = this.referring.get(key);
    if (!found) {
      found = grouped(this.of(type), ({ body }) => addressesIn(body[attribute]));
      this.referring.set(key, found);
    }
    return found.get(address) ?? [];
  }

  /** How many instances a resource has by its `count` or `for_each`. */
  countOf({ body }: Resource): number {
    const { count, for_each: each } = body;
    if (count !== undefined) return typeof count === "number" ? count : this.assume("unknownCount");
    return each === undefined ? 1 : this.lengthOf(each);
  }

  /** How many things a list or map has; assumed where only Terraform can compute it. */
  lengthOf(value: unknown): number {
    if (value === undefined) return 0;
    if (Array.isArray(value)) return value.length;
    return typeof value === "object" && value !== null ? Object.keys(value).length : this.assume("unknownCount");
  }

  /** In how many availability zones the stack's own subnets are; assumed when it has none. */
  zones(): number {
    const zones = new Set(this.of("aws_subnet").map(({ body }) => body.availability_zone));
    return zones.size > 0 ? zones.size : this.assume("unknownCount");
  }
}

function grouped(
  resources: readonly Resource[],
  keysOf: (resource: Resource) => readonly string[],
): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources)
    for (const key of keysOf(resource)) {
      const group = groups.get(key);
      if (group) group.push(resource);
      else groups.set(key, [resource]);
    }
  return groups;
}
