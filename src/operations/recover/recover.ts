import { freeLock, type FreeLockOptions } from "../state/free-lock";
import { awsClient } from "../aws/client";
import { DeployedStack } from "../report/deployed-stack";
import { storeErroredState } from "../state/errored-state";
import { readStoredState } from "../state/stored-state";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { Terraform } from "../terraform/terraform";
import { completeState } from "./complete-state";
import { taggedIfAllowed } from "./tagged";
import { unmanagedLines, unmanagedResources } from "./unmanaged";

/**
 * Makes the stored state say again what exists, after a run of Terraform that did not come to its end: frees the lock of a
 * holder that is gone, stores the state that could not be stored, and puts into the state what exists and is not in it.
 * What then exists with the environment's tags and is not in the state is listed.
 *
 * @throws Failure when the lock's holder may be at work
 */
export async function recover(stack: SynthesizedStack, options: FreeLockOptions): Promise<void> {
  await freeLock(stack, options);
  await new Terraform(stack).init();
  const stored = await storeErroredState(stack);
  if (stored !== undefined) options.note(stored);
  const completed = await completeState(stack);
  if (completed.length > 0) options.note(["The state was not complete, and is now:", ...completed].join("\n"));
  const deployed = new DeployedStack(stack, await readStoredState(stack));
  const unmanaged = await unmanagedResources(deployed, await taggedIfAllowed(stack), awsClient);
  if (unmanaged.length > 0) options.note(unmanagedLines(stack.name, unmanaged));
}
