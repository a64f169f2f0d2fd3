import { onceStarted } from "./first-image";
import { recordsIn } from "./record";

/** The arguments, nested blocks and meta-arguments of a block; references stand in it as Terraform writes them: `${aws_lb.public.arn}`. */
export type Body = Readonly<Record<string, unknown>>;

/** The blocks of an argument: Terraform's JSON writes a single one with or without a list around it. */
export function nestedBlocks(value: unknown): Body[] {
  return recordsIn(Array.isArray(value) ? value : [value]);
}

/** The first block of an argument, or an empty one. */
export function nestedBlock(value: unknown): Body {
  return nestedBlocks(value)[0] ?? {};
}

/** A number, also when it is written as a text; `undefined` for what only Terraform can compute. */
export function numberOf(attribute: unknown): number | undefined {
  const value = onceStarted(attribute);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
