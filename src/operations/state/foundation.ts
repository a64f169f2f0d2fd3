import { rm } from "node:fs/promises";
import path from "node:path";

import { didYouMean } from "../../config/did-you-mean";
import { callerOf, checkAccount } from "../aws/account-check";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { Terraform, type TerraformOptions } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";
import { checkLock, noLockTimeout } from "./state-lock";
import { createStateStorage } from "./state-storage";
import { readStoredState } from "./stored-state";

/** What a bootstrap did. */
export interface BootstrapResult {
  /** What was created outside Terraform, in words. */
  readonly created: readonly string[];
  /** Terraform's summary of the apply; `undefined` when there was nothing to change. */
  readonly applied: string | undefined;
}

export interface BootstrapOptions extends TerraformOptions {
  /** How long to wait for a held lock, as Terraform writes durations. @default not at all */
  readonly lockTimeout?: string;
  /** Asked before something of the foundation is destroyed or replaced; it throws to refuse. */
  readonly approveDestruction: (addresses: readonly string[]) => Promise<void>;
}

/**
 * The foundation of the account that an account's name, an environment or a foundation's stack stands for.
 *
 * @throws Failure for an unknown name, with the nearest known one
 */
export function findFoundation(stacks: readonly SynthesizedStack[], name: string): SynthesizedStack {
  const named = stacks.find((stack) => stack.name === name || stack.name === `foundation-${name}`);
  if (!named) {
    const known = stacks.map((stack) => stack.name.replace(/^foundation-/, ""));
    throw new Failure(
      `"${name}" is neither an account nor an environment${didYouMean(name, known)} (known: ${known.join(", ")})`,
    );
  }
  const foundation = stacks.find((stack) => stack.isFoundation && stack.accountId === named.accountId);
  if (!foundation) throw new Failure(`Account ${named.accountId} of ${named.name} has no foundation stack.`);
  return foundation;
}

/**
 * Creates what a foundation's backend needs, then applies the foundation, which adopts it. Again changes nothing.
 *
 * @throws Failure before anything is created when credentials, bucket or lock are another's; or before it is applied, when its state is damaged
 */
export async function bootstrapFoundation(
  foundation: SynthesizedStack,
  { approveDestruction, lockTimeout = noLockTimeout, ...terraformOptions }: BootstrapOptions,
): Promise<BootstrapResult> {
  checkAccount(foundation, await callerOf(foundation.region));
  const created = await createStateStorage(foundation);
  await readStoredState(foundation);
  await checkLock(foundation, lockTimeout);
  const terraform = new Terraform(foundation, terraformOptions);
  await terraform.init();
  const planFile = path.join(foundation.directory, "bootstrap.tfplan");
  try {
    const plan = await terraform.run([
      ...["plan", "-input=false", "-no-color", "-detailed-exitcode"],
      ...[`-lock-timeout=${lockTimeout}`, `-out=${planFile}`],
    ]);
    if (plan.exitCode === 0) return { created, applied: undefined };
    if (plan.exitCode !== 2)
      throw new Failure(`terraform plan failed for ${foundation.name}:\n${terraformError(plan.output)}`);
    const destroyed = destroyedAddresses(await terraform.showPlan(planFile));
    if (destroyed.length > 0) await approveDestruction(destroyed);
    const apply = await terraform.run(["apply", "-input=false", "-no-color", `-lock-timeout=${lockTimeout}`, planFile]);
    if (apply.exitCode !== 0)
      throw new Failure(`terraform apply failed for ${foundation.name}:\n${terraformError(apply.output)}`);
    return { created, applied: /Apply complete!.*/.exec(apply.stdout)?.[0] ?? "Apply complete." };
  } finally {
    await rm(planFile, { force: true });
  }
}

function destroyedAddresses(planJson: string): string[] {
  const plan = JSON.parse(planJson) as {
    resource_changes?: { address: string; change: { actions: string[] } }[];
  };
  return (plan.resource_changes ?? [])
    .filter(({ change }) => change.actions.includes("delete"))
    .map(({ address }) => address);
}
