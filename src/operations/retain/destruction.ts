import { Failure } from "../failure";
import type { RunOptions } from "../processes/child-process";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { terminalTable } from "../table";
import type { TerraformOptions } from "../terraform/options";
import { type Terraform, colorArguments } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";
import { type ProtectedResource, protectedResources } from "./protection";
import { managedAddresses } from "../../terraform-json/state";
import { type Retention, retain } from "./retention";
import { counted } from "../counted";

export type DestroyOptions = Pick<RunOptions, "output" | "onLine"> & TerraformOptions;

/** @throws Failure with a table of what the stack protects, if it protects anything */
export function refuseProtected(stack: SynthesizedStack): void {
  const found = protectedResources(stack);
  if (found.length === 0) return;
  throw new Failure(
    [
      `${stack.name} protects ${counted(found.length, "resource")}, so it is not destroyed; nothing was changed.`,
      protectionTable(found),
      `To destroy everything but these and what they depend on:  npm run destroy -- ${stack.name} --retain-protected`,
      `To give up the protection, set onDestroy: "delete" in the configuration, deploy that, and repeat.`,
    ].join("\n"),
  );
}

function protectionTable(found: readonly ProtectedResource[]): string {
  return terminalTable()(
    ["protected", "by"],
    found.map(({ address, reasons }) => [address, reasons.join(", ")]),
  );
}

/** What a destroy would keep and destroy of what there is. The stack's folder must be initialized. */
export async function planDestruction(stack: SynthesizedStack, terraform: Terraform): Promise<Retention> {
  const protectedAddresses = protectedResources(stack).map(({ address }) => address);
  return retain((await terraform.pullState()) ?? { resources: [] }, protectedAddresses);
}

/**
 * Destroys the targets of `planDestruction` and gives the addresses that are left.
 *
 * @throws Failure when Terraform could not destroy all of them
 */
export async function destroyTargets(
  terraform: Terraform,
  { retained, targets }: Retention,
  { parallelism, lockTimeout, ...output }: DestroyOptions,
): Promise<string[]> {
  if (targets.length === 0) return [...retained];
  const { exitCode, output: text } = await terraform.run(
    [
      "destroy",
      "-auto-approve",
      "-input=false",
      `-parallelism=${parallelism}`,
      `-lock-timeout=${lockTimeout}`,
      ...colorArguments(),
      ...(retained.length === 0 ? [] : targets.map((address) => `-target=${address}`)),
    ],
    output,
  );
  if (exitCode !== 0) {
    const said = output.output === "terminal" ? "its message is above" : `it said:\n${terraformError(text)}`;
    throw new Failure(`terraform destroy failed; ${said}`);
  }
  return managedAddresses(await terraform.pullState());
}
