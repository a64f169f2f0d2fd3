import { factsOf } from "../resources/facts";
import type { Block } from "../terraform-json/block";
import type { Blocks } from "../terraform-json/blocks";
import { nestedBlock } from "../terraform-json/body";
import { keyOf as keyOfPath } from "../terraform-json/construct-path";

export function nounOf({ type }: Pick<Block, "type">): string {
  return factsOf(type).noun ?? type.replace(/^aws_/, "").replaceAll("_", " ");
}

/** The name that AWS knows a block by; empty when only AWS gives it one. */
export function nameOf({ type, body, address }: Block, inventory: Blocks): string {
  const { name = "name" } = factsOf(type);
  const own = name === null ? "" : inventory.text(body[name]);
  if (own !== "") return own;
  const [alias] = inventory.referringTo({ address }, "aws_kms_alias", "target_key_id");
  return alias ? inventory.text(alias.body.name) : inventory.text(nestedBlock(body.tags).Name);
}

/** Where a block stands in the environment's file, as in `services.api`. */
export function partOf({ path }: Block): string {
  return path.part;
}

/** The last word of a part: `api` of `services.api`. */
export function keyOf({ path }: Block): string {
  return keyOfPath(path);
}
