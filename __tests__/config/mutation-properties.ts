import { Testing } from "cdktf";
import fc from "fast-check";

import { checkPlatform, environmentsOf, type Platform, type PlatformInput } from "../../src/config/platform";
import { ConfigurationError } from "../../src/config/problems";
import { selectStacks } from "../../src/config/selection";
import { requireUniqueNames } from "../../src/config/unique-names";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { FoundationStack } from "../../src/stacks/foundation-stack";
import { products } from "../products";
import { mutated, mutations } from "./mutations";

/** What a message holds only where something was printed that nobody meant to print. */
const accidents = /"undefined|undefined"|-undefined|\[object |TypeError|\n {4}at /;

/** Whatever is written down is accepted, or refused with problems that a reader can mend. */
export function checkMutated(numRuns: number): void {
  fc.assert(
    fc.property(mutations, (changes) => {
      checkedAfter(mutated(products, changes));
    }),
    { numRuns },
  );
}

/** Whatever is accepted can be synthesized. */
export function synthesizeMutated(numRuns: number): void {
  fc.assert(
    fc.property(mutations, (changes) => {
      const checked = checkedAfter(mutated(products, changes));
      if (checked) synthesizeAll(checked);
    }),
    { numRuns },
  );
}

/** What is accepted; `undefined` for what is refused as it should be. */
function checkedAfter(input: PlatformInput): Platform | undefined {
  try {
    return checkPlatform(input);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    if (accidents.test(error.message))
      throw new Error(`the message has an accident in it: ${error.message}`, { cause: error });
    return undefined;
  }
}

/** Whether the stacks are refused for the names that they give. */
function hasNamesTwice(stacks: readonly EnvironmentStack[]): boolean {
  try {
    requireUniqueNames(stacks);
    return false;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return true;
  }
}

function synthesizeAll(checked: Platform): void {
  const app = Testing.app();
  const { foundations, environments } = selectStacks(checked, []);
  const stacks = [
    ...foundations.map((account) => new FoundationStack(app, account, environmentsOf(checked, account))),
    ...environments.map(({ environment, account }) => new EnvironmentStack(app, environment, account)),
  ];
  if (hasNamesTwice(stacks.filter((stack) => stack instanceof EnvironmentStack))) return;
  for (const stack of stacks) {
    stack.prepareStack();
    Testing.synth(stack, true);
  }
}
