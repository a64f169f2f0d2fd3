import { type Resource, blocks, textOf } from "../../cost/resource";
import type { SynthesizedStack } from "../synthesis/synthesized-stack";

/** What a synthesized stack creates, each in the region of its provider. */
export function resourcesOf(stack: Pick<SynthesizedStack, "json" | "region" | "resources">): Resource[] {
  const regions = new Map(
    blocks(stack.json.provider?.aws).map(({ alias, region }) => [
      alias === undefined ? "aws" : `aws.${textOf(alias) ?? ""}`,
      textOf(region),
    ]),
  );
  return stack.resources.map(({ address, type, body }) => ({
    address,
    type,
    region: regions.get(textOf(body.provider) ?? "aws") ?? stack.region,
    body,
  }));
}
