import { Failure } from "../failure";
import { whyUnsteady } from "../services/why-unsteady";
import { keepErroredState } from "../state/errored-state";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { TerraformOptions } from "../terraform/options";
import { Terraform } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";

interface ApplyPlanOptions extends TerraformOptions {
  readonly onLine: (line: string) => void;
}

/**
 * Applies a saved plan in the folder of its stack, which is initialized.
 *
 * @throws Failure when it is stale, or did not end well, with the reasons of tasks that stopped meanwhile
 */
export async function applyPlan(
  stack: SynthesizedStack,
  planFile: string,
  { parallelism, lockTimeout, onLine }: ApplyPlanOptions,
): Promise<void> {
  const began = new Date();
  const { exitCode, output } = await new Terraform(stack).run(
    ["apply", "-input=false", "-no-color", `-parallelism=${parallelism}`, `-lock-timeout=${lockTimeout}`, planFile],
    { onLine },
  );
  if (exitCode === 0) return;
  await keepErroredState(stack);
  if (output.includes("Saved plan is stale")) {
    throw new Failure(
      `The plan of ${stack.name} is stale: its state has changed since it was made, so nothing was changed. Plan and review again.`,
    );
  }
  const reasons = await whyUnsteady(stack, began);
  throw new Failure(
    [
      `The apply of ${stack.name} failed; plan and review what is left of it:\n${terraformError(output)}`,
      ...(reasons === "" ? [] : [reasons]),
    ].join("\n\n"),
  );
}
