import { seedsOf } from "../../recovery/from-arn";
import { managedIn } from "../../terraform-json/state";
import { Failure } from "../failure";
import { readStoredState } from "../state/stored-state";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { taggedIfAllowed } from "./tagged";
import { counted } from "../counted";

/** Resources that the message names. */
const named = 5;

/**
 * Makes sure that a plan does not create everything again where the state was lost.
 *
 * @throws Failure when the state holds nothing, and resources of the stack's types carry its tags
 */
export async function checkStateIsNotLost(stack: SynthesizedStack): Promise<void> {
  const state = await readStoredState(stack);
  if (managedIn(state).length > 0) return;
  const types = new Set(stack.resources.map(({ type }) => type));
  // Credentials that may not ask for tags can still plan: the deploy looks again.
  const arns = (await taggedIfAllowed(stack))
    .map(({ arn }) => arn)
    .filter((arn) => seedsOf(arn).some(({ type }) => types.has(type)));
  if (arns.length > 0) throw new Failure(lostMessage(stack, arns));
}

export function lostMessage({ name, backend }: SynthesizedStack, arns: readonly string[]): string {
  const more = arns.length - named;
  return [
    `The state of ${name} is empty, and AWS has ${counted(arns.length, "resource")} with its tags, so nothing was planned:`,
    ...arns.slice(0, named).map((arn) => `  ${arn}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    "Bring them into the state:",
    `  npm run recover -- ${name}`,
    "or put an earlier version of the state back first:",
    `  aws s3api list-object-versions --bucket ${backend.bucket} --prefix ${backend.key}`,
    "or, if another tool made them, adopt them:",
    `  npm run adopt -- ${name} <export>`,
  ].join("\n");
}
