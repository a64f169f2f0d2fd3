import { type Block, blockAt } from "../../src/terraform-json/block";
import type { Body } from "../../src/terraform-json/body";

/** Blocks by their addresses, in us-east-1. */
export function blocksAt(bodies: Readonly<Record<string, Body>>): Block[] {
  return Object.entries(bodies).map(([address, body]) => blockAt(address, body, "us-east-1"));
}
