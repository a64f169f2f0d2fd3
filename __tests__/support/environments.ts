import { Testing } from "cdktf";

import { platform } from "../../environments";
import { checkPlatform } from "../../src/config/platform";
import { selectStacks } from "../../src/config/selection";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { FoundationStack } from "../../src/stacks/foundation-stack";
import { Synthesized } from "./synthesized";

/** Every real stack, synthesized, by name. */
export function synthesizeEverything(): ReadonlyMap<string, Synthesized> {
  const { foundations, environments } = selectStacks(checkPlatform(platform), []);
  const app = Testing.app();
  const stacks = [
    ...foundations.map((account) => new FoundationStack(app, account)),
    ...environments.map(({ environment, account }) => new EnvironmentStack(app, environment, account)),
  ];
  return new Map(stacks.map((stack) => [stack.node.id, new Synthesized(stack)]));
}
