import { Failure } from "../failure";
import { type RunOptions, type RunResult, run } from "../processes/child-process";
import { leanCdktf } from "./lean-cdktf";

/**
 * Writes a cdktf app with all that it imports into one file, which node loads several times faster than the thousand files
 * that it is made of.
 *
 * @returns the files that it is made of
 * @throws Failure when the app does not compile
 */
export async function bundleApp(entryPoint: string, outfile: string): Promise<string[]> {
  const { build } = await import("esbuild"); // a bundle that is there needs none
  try {
    const { metafile } = await build({
      entryPoints: [entryPoint],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      logLevel: "silent",
      metafile: true,
      plugins: [leanCdktf],
    });
    return Object.keys(metafile.inputs);
  } catch (error) {
    throw new Failure(`cannot compile ${entryPoint}: ${(error as Error).message}`);
  }
}

/**
 * Runs a bundled app. Nearly all that a synthesis makes lives until it is written, and node would copy it about in a young
 * generation of its usual 16 MiB; and it would let the rest grow to twice what lives before it looks for garbage.
 */
export async function runApp(bundle: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  // cdktf 0.21 calls util.isArray, of which later releases of Node.js warn at every synthesis.
  const memory = ["--max-semi-space-size=32", "--heap-growing-percent=40"];
  return run(process.execPath, [...memory, "--disable-warning=DEP0044", bundle, ...args], options);
}
