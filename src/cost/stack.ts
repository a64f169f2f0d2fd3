import type { Block } from "../terraform-json/block";
import { Blocks } from "../terraform-json/blocks";
import type { Assumption, Assumptions } from "./assumptions";

/** The resources of an estimate, and what is assumed about them. */
export class Stack extends Blocks {
  private readonly asked = new Set<Assumption>();

  constructor(
    resources: readonly Block[],
    private readonly assumptions: Assumptions,
  ) {
    super(resources);
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

  /** How many instances a resource has by its `count` or `for_each`. */
  countOf({ body }: Block): number {
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
