import { onceStarted } from "../terraform-json/first-image";

/** The attributes of a resource, as Terraform's JSON writes them. */
export type Body = Readonly<Record<string, unknown>>;

/** What costs money, or does not: a resource of a synthesized stack or of a plan. */
export interface Resource {
  /** Its Terraform address. */
  readonly address: string;
  readonly type: string;
  /** The region that it is in. */
  readonly region: string;
  /** References to other resources stand in it as Terraform writes them: `${aws_lb.public.arn}`. */
  readonly body: Body;
}

/** The blocks of an attribute: Terraform's JSON writes a single one with or without a list around it. */
export function blocks(value: unknown): Body[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((item): item is Body => typeof item === "object" && item !== null);
}

/** The first block of an attribute, or an empty one. */
export function block(value: unknown): Body {
  return blocks(value)[0] ?? {};
}

/** A number, also when it is written as a text; undefined for what only Terraform can compute. */
export function numberOf(attribute: unknown): number | undefined {
  const value = onceStarted(attribute);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
