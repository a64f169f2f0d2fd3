import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { Failure } from "../failure";
import { bundleApp, runApp } from "./app-bundle";
import { type SynthesizedStack, findStack, readStacks } from "./synthesized-stack";

/** Where cdktf and its command line keep the synthesized stacks. */
export const outputFolder = "cdktf.out";

/**
 * Runs `main.ts` of a project, the current folder, and reads what it wrote. It is bundled first, which is faster and gives
 * the same JSON.
 *
 * @param names the stacks to synthesize; all when empty
 * @throws Failure with what `main.ts` had to say when the configuration is wrong or a stack is unknown
 */
export async function synthesize(
  names: readonly string[],
  folder: string = outputFolder,
  project = ".",
): Promise<SynthesizedStack[]> {
  const bundleFolder = await mkdtemp(path.join(tmpdir(), "synth-"));
  try {
    const bundle = path.join(bundleFolder, "main.cjs");
    await bundleApp(path.join(project, "main.ts"), bundle);
    const result = await runApp(bundle, names, {
      cwd: project,
      env: { CDKTF_OUTDIR: path.resolve(folder) },
    });
    if (result.exitCode !== 0) throw new Failure(result.output.trim());
    process.stderr.write(result.output);
  } finally {
    await rm(bundleFolder, { recursive: true });
  }
  return readStacks(folder);
}

/** @throws Failure when there is no such stack, or the configuration is wrong */
export async function synthesizeOne(name: string): Promise<SynthesizedStack> {
  return findStack(await synthesize([name]), name);
}
