import { Testing } from "cdktf";

import { platform } from "../../environments";
import { checkPlatform, environmentsOf, type PlatformInput } from "../../src/config/platform";
import { selectStacks } from "../../src/config/selection";
import { SynthesizedStack } from "../../src/operations/synth/synthesized-stack";
import type { TerraformJson } from "../../src/terraform-json/configuration";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { FoundationStack } from "../../src/stacks/foundation-stack";
import { products } from "../products";
import { Synthesized } from "./synthesized";

/** What holds of every environment is tested with the tests' own products and with whatever `environments/` lists. */
export const platforms: readonly PlatformInput[] = [products, platform];

/** Every stack of a platform, synthesized, by name. */
export function synthesizeEverything(input: PlatformInput): ReadonlyMap<string, Synthesized> {
  const checked = checkPlatform(input);
  const { foundations, environments } = selectStacks(checked, []);
  const app = Testing.app();
  const stacks = [
    ...foundations.map((account) => new FoundationStack(app, account, environmentsOf(checked, account))),
    ...environments.map(({ environment, account }) => new EnvironmentStack(app, environment, account)),
  ];
  return new Map(stacks.map((stack) => [stack.node.id, new Synthesized(stack)]));
}

/** Every stack of a platform as the commands read it. */
export function synthesizedStacks(input: PlatformInput): SynthesizedStack[] {
  return [...synthesizeEverything(input)].map(([name, synthesized]) => {
    const parts = ["terraform", "provider", "resource", "data", "output"];
    const json = Object.fromEntries(parts.map((part) => [part, synthesized.section(part)]));
    return new SynthesizedStack(name, "", json as unknown as TerraformJson);
  });
}

/** Every stack of both platforms as the commands read it. */
export function everyStack(): SynthesizedStack[] {
  return platforms.flatMap(synthesizedStacks);
}
