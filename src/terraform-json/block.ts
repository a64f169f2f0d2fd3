import type { Body } from "./body";
import { type ConstructPath, constructPath } from "./construct-path";
import { readAddress } from "./resource-address";

/** A resource of a stack, or a data source. */
export interface Block {
  /** As in `aws_lb.public` or `data.aws_vpc.existing`. */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** The region of its provider. */
  readonly region: string;
  /** Where its construct stands in the stack. */
  readonly path: ConstructPath;
  readonly body: Body;
}

export function blockAt(address: string, body: Body, region: string): Block {
  const { mode, type, name } = readAddress(address);
  return { address, mode, type, name, region, path: constructPath(name, { body }), body };
}
