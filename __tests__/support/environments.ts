import { Testing } from "cdktf";

import { platform } from "../../environments";
import { checkPlatform, environmentsOf } from "../../src/config/platform";
import { selectStacks } from "../../src/config/selection";
import { SynthesizedStack, type TerraformJson } from "../../src/operations/synth/synthesized-stack";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { FoundationStack } from "../../src/stacks/foundation-stack";
import { Synthesized } from "./synthesized";

/** Every real stack, synthesized, by name. */
export function synthesizeEverything(): ReadonlyMap<string, Synthesized> {
  const checked = checkPlatform(platform);
  const { foundations, environments } = selectStacks(checked, []);
  const app = Testing.app();
  const stacks = [
    ...foundations.map((account) => new FoundationStack(app, account, environmentsOf(checked, account))),
    ...environments.map(({ environment, account }) => new EnvironmentStack(app, environment, account)),
  ];
  return new Map(stacks.map((stack) => [stack.node.id, new Synthesized(stack)]));
}

/** Every real stack as the commands read it. */
export function synthesizedStacks(): SynthesizedStack[] {
  return [...synthesizeEverything()].map(([name, synthesized]) => {
    const parts = ["terraform", "provider", "resource", "data", "output"];
    const json = Object.fromEntries(parts.map((part) => [part, synthesized.section(part)]));
    return new SynthesizedStack(name, "", json as unknown as TerraformJson);
  });
}
