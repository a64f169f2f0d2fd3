import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Block } from "../../terraform-json/block";
import { managedAddresses, type State } from "../../terraform-json/state";

/** What a deploy creates: what the configuration has, the state has not, and no import block takes in. */
export function toBeCreated(stack: SynthesizedStack, state: State | undefined): Block[] {
  const known = new Set([...managedAddresses(state), ...(stack.json.import ?? []).map(({ to }) => to)]);
  return stack.resources.filter(({ address }) => !known.has(address));
}
