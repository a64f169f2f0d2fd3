import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { importBlocks } from "../../adoption/import-blocks";
import type { Outcome } from "../../adoption/match";
import { outputFolder } from "../synth/synthesize";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** Where the blocks are kept to be read: no plan sees them there. */
export function keptImports({ name }: SynthesizedStack): string {
  return path.join(outputFolder, "adoption", `${name}.tf.json`);
}

/** Has the stack's folder import what was recognized, for as long as `use` runs. */
export async function withImports<T>(
  stack: SynthesizedStack,
  outcomes: readonly Outcome[],
  use: () => Promise<T>,
): Promise<T> {
  const itsOwn = new Set((stack.json.import ?? []).map(({ to }) => to));
  const blocks = importBlocks(outcomes.filter(({ address }) => !itsOwn.has(address)));
  const kept = keptImports(stack);
  await mkdir(path.dirname(kept), { recursive: true });
  await writeFile(kept, blocks);
  const file = path.join(stack.directory, "adoption.tf.json");
  try {
    await writeFile(file, blocks);
    return await use();
  } finally {
    await rm(file, { force: true });
  }
}
