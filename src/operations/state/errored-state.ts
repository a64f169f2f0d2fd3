import { copyFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

import { Failure } from "../failure";
import { outputFolder } from "../synth/synthesize";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { Terraform } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";
import { readStateText, type StoredState } from "./state-text";
import { readStoredState } from "./stored-state";

/** Where Terraform puts a state that it could not store. */
const fileName = "errored.tfstate";

/** Takes a state that could not be stored out of a folder that will not last, to where it is looked for. */
export async function keepErroredState({ name, directory }: SynthesizedStack): Promise<void> {
  const lasting = path.resolve(outputFolder, "stacks", name);
  if (lasting === directory) return;
  await mkdir(lasting, { recursive: true });
  await copyFile(path.join(directory, fileName), path.join(lasting, fileName)).catch(ignoreMissing);
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  return undefined;
}

/** What to do with a state that was left in a file. */
export type Verdict = { readonly kind: "push" } | { readonly kind: "set aside"; readonly why: string };

export function judgeErrored(text: string, stored: StoredState | undefined): Verdict {
  const read = readStateText(text);
  if (read.kind === "damaged") return { kind: "set aside", why: `it ${read.how}` };
  const { lineage, serial } = read.state;
  if (!stored) return { kind: "push" };
  if (lineage !== stored.lineage)
    return { kind: "set aside", why: `its lineage ${lineage} is not the stored state's, ${stored.lineage}` };
  if (serial > stored.serial) return { kind: "push" };
  return { kind: "set aside", why: `its serial ${serial} is not above the stored state's, ${stored.serial}` };
}

/**
 * Stores the state that Terraform could not store, if there is one and it continues the stored one. Another one is renamed:
 * what only it knows is found in AWS.
 *
 * @returns what was done, if anything
 */
export async function storeErroredState(stack: SynthesizedStack): Promise<string | undefined> {
  const file = path.join(stack.directory, fileName);
  const text = await readFile(file, "utf8").catch(ignoreMissing);
  if (text === undefined) return undefined;
  const verdict = judgeErrored(text, await readStoredState(stack));
  if (verdict.kind === "set aside") {
    const aside = `${file}.${Date.now()}`;
    await rename(file, aside);
    return `${fileName} was not stored: ${verdict.why}. It is now ${aside}`;
  }
  const { exitCode, output } = await new Terraform(stack).run(["state", "push", fileName]);
  if (exitCode !== 0) throw new Failure(`${file} could not be stored:\n${terraformError(output)}`);
  await rm(file);
  return `The state that the last run could not store (${fileName}) is stored.`;
}
