import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { references } from "../../recovery/recognize";
import { stackWith } from "../adopt/load-stack";
import { managedAddresses } from "../../terraform-json/state";
import { Failure } from "../failure";
import { readStoredState } from "../state/stored-state";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { Terraform } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";
import { completedState, isUsable, withUnread } from "./completed-state";
import { findLost, type Findings, type Lost } from "./find-lost";
import { providerAddress, Scratch } from "./scratch";
import { environmentTags, taggedResources } from "./tagged";

/**
 * Puts into the stored state what exists of the stack and is not in it. Nothing in AWS is changed.
 *
 * @param stack one whose folder is initialized
 * @returns what was done, in lines
 * @throws Failure when more than one thing in AWS fits one resource
 */
export async function completeState(stack: SynthesizedStack): Promise<string[]> {
  const state = await readStoredState(stack);
  const inState = new Set(managedAddresses(state));
  const tainted = (state?.resources ?? []).filter(({ instances }) => instances.some(isUsable));
  const isMissing = stack.resources.some(({ address, type }) => type.startsWith("aws_") && !inState.has(address));
  const canSearch = isMissing && Object.keys(environmentTags(stack)).length > 0;
  if (!canSearch && tainted.length === 0) return [];
  const tagged = canSearch ? await taggedResources(stack) : [];
  return Scratch.use(stack, async (scratch) => {
    const { lost, ambiguous } = canSearch
      ? await findLost(stack, state, tagged, scratch)
      : { lost: new Map<string, Lost>(), ambiguous: new Map<string, never>() };
    refuseAmbiguous(stack, ambiguous);
    if (lost.size === 0 && tainted.length === 0) return [];
    const additions = additionsOf(stack, lost, scratch);
    await push(stack, JSON.stringify(completedState(state, additions)));
    return [
      ...[...lost].map(([address, { label }]) => `  found    ${address}: ${label}`),
      ...tainted.map(({ type, name }) => `  kept     ${type}.${name}, whose creation did not come to its end`),
    ];
  });
}

function additionsOf(
  stack: SynthesizedStack,
  lost: Findings["lost"],
  { schema }: Scratch,
): Parameters<typeof completedState>[1] {
  const described = stackWith(stack, new Map());
  const known = references(described, lost);
  return described.resources.flatMap((resource) => {
    const found = lost.get(resource.address);
    const ofType = schema.get(resource.type);
    if (!found || !ofType) return [];
    const instance = withUnread(found.instance, resource, ofType, known);
    const { address, type } = resource;
    return [{ address, type, provider: providerAddress(stack, found.provider), instance }];
  });
}

function refuseAmbiguous({ name }: SynthesizedStack, ambiguous: Findings["ambiguous"]): void {
  if (ambiguous.size === 0) return;
  throw new Failure(
    [
      `What these resources of ${name} are in AWS is not clear, so nothing was changed:`,
      ...[...ambiguous].flatMap(([address, some]) => [
        `  ${address} is one of`,
        ...some.map(({ label }) => `    ${label}`),
      ]),
      "Delete all but one of each, or bring the right one into the state with terraform import, and repeat.",
    ].join("\n"),
  );
}

async function push(stack: SynthesizedStack, state: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "state-"));
  try {
    const file = path.join(folder, "completed.tfstate");
    await writeFile(file, state);
    const { exitCode, output } = await new Terraform(stack).run(["state", "push", file]);
    if (exitCode !== 0)
      throw new Failure(`The completed state of ${stack.name} could not be stored:\n${terraformError(output)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
