import type { Block } from "../terraform-json/block";
import type { Blocks } from "../terraform-json/blocks";
import { textOf } from "../terraform-json/body";
import { type Connection, connectionsIn } from "../terraform-json/connections";
import { keyOf } from "../terraform-json/construct-path";

/** Who may open connections to whom, each security group in the configuration's words, as in `services.api`. */
export function connectionsOf(blocks: Blocks): Connection[] {
  return connectionsIn(blocks, groupName);
}

/** A part has one group for itself; those of what belongs to it are told by what they are for. */
function groupName({ path, body }: Block): string {
  const own = textOf(body.description)?.replace(/^Members of /, "") ?? "";
  return own === "" || own === keyOf(path) || own === path.part ? path.part : own;
}
