import path from "node:path";

import { Failure } from "../failure";
import { runApp } from "./app-bundle";
import { withBundle } from "./kept-bundle";
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
  const { exitCode, output } = await withBundle(project, (bundle) =>
    runApp(bundle, names, { cwd: project, env: { CDKTF_OUTDIR: path.resolve(folder) } }),
  );
  if (exitCode !== 0) throw new Failure(output.trim());
  process.stderr.write(output);
  return readStacks(folder);
}

/** @throws Failure when there is no such stack, or the configuration is wrong */
export async function synthesizeOne(name: string): Promise<SynthesizedStack> {
  return findStack(await synthesize([name]), name);
}
