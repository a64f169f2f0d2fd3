import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";

import { Failure } from "../failure";
import { fileProblem } from "../files";
import { checkStateIsNotLost } from "../recover/empty-state";
import { checkLock, noLockTimeout } from "../state/state-lock";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { checkBeforeTerraform } from "../terraform/before-terraform";
import { decoded } from "../text-encoding";
import { Terraform } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";

/** A plan that was made here: the file that Terraform saved, for as long as `use` runs, and its JSON. */
export interface SavedPlan {
  readonly file: string;
  readonly json: string;
  /** As `terraform show` prints it, for people. */
  readonly text: () => Promise<string>;
}

interface PlanOptions {
  /** How long to wait for the state's lock, as Terraform writes it. */
  readonly lockTimeout: string;
  /** Addresses to which the plan is restricted (default: all of the stack). */
  readonly targets?: readonly string[];
  /** An adoption imports what another tool made, and may begin with an empty state. */
  readonly adopts?: boolean;
}

/**
 * Plans a stack and hands the plan over; it is gone afterwards, since it may hold secrets.
 *
 * @throws Failure when the state was lost, or the plan fails, with what Terraform said
 */
export async function withPlan<T>(
  stack: SynthesizedStack,
  { lockTimeout, targets = [], adopts = false }: PlanOptions,
  use: (plan: SavedPlan) => Promise<T>,
): Promise<T> {
  await checkBeforeTerraform(stack);
  await checkLock(stack, lockTimeout);
  if (!adopts) await checkStateIsNotLost(stack);
  const folder = await mkdtemp(path.join(tmpdir(), "plan-"));
  try {
    const file = path.join(folder, "stack.tfplan");
    const terraform = new Terraform(stack);
    await terraform.init();
    const { exitCode, output } = await terraform.run([
      ...["plan", "-input=false", "-no-color", "-detailed-exitcode"],
      ...[`-lock-timeout=${lockTimeout}`, `-out=${file}`],
      ...targets.map((address) => `-target=${address}`),
    ]);
    if (exitCode === 1) {
      // Somebody else who waited may have the lock by now, after a failure that has nothing to do with it.
      if (output.includes("Error acquiring the state lock")) await checkLock(stack, noLockTimeout);
      throw new Failure(`terraform plan failed for ${stack.name}:\n${terraformError(output)}`);
    }
    return await use({ file, json: await terraform.showPlan(file), text: () => terraform.showPlanText(file) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws Failure when the file cannot be read */
export async function readInput(file: string): Promise<string> {
  if (file === "-") return decoded(await buffer(process.stdin));
  try {
    return decoded(await readFile(file));
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${fileProblem(error)}`);
  }
}
