import { type Resource, blocks, textOf } from "../../cost/resource";
import { type IgnoredChange, withoutIgnored } from "../../terraform/ignored-changes";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** What of a synthesized stack is priced. */
export type PricedStack = Pick<SynthesizedStack, "json" | "region" | "resources">;

/** What a synthesized stack creates, each in the region of its provider. */
export function resourcesOf(stack: PricedStack): Resource[] {
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

/** A stack as a deploy leaves it: what Terraform ignores stays as it was. */
export function applied({ json, region, resources }: PricedStack, ignored: readonly IgnoredChange[]): PricedStack {
  return { json, region, resources: withoutIgnored(resources, ignored) };
}
