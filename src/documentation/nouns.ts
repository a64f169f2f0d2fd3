import { textOf } from "../cost/resource";
import { factsOf } from "../resources/facts";
import { constructPath } from "../review/construct-path";
import type { Block } from "./documented-stack";
import type { Inventory } from "./inventory";

export function nounOf({ type }: Pick<Block, "type">): string {
  const plain = type.replace(/^data\./, "");
  return factsOf(plain).noun ?? plain.replace(/^aws_/, "").replaceAll("_", " ");
}

/** The name that AWS knows a block by; empty when only AWS gives it one. */
export function nameOf({ type, body, address }: Block, inventory: Inventory): string {
  const { name = "name" } = factsOf(type.replace(/^data\./, ""));
  const own = name === null ? "" : inventory.text(textOf(body[name]));
  if (own !== "") return own;
  const alias = inventory
    .of("aws_kms_alias")
    .find(({ body }) => inventory.target(body.target_key_id)?.address === address);
  return alias ? inventory.text(alias.body.name) : inventory.text(block(body.tags).Name);
}

function block(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Where a block stands in the environment's file, as in `services.api`. */
export function partOf({ name }: Pick<Block, "name">): string {
  return constructPath(name).part;
}

/** The last word of a part: `api` of `services.api`. */
export function keyOf(block: Pick<Block, "name">): string {
  return partOf(block).split(".").at(-1) ?? "";
}
