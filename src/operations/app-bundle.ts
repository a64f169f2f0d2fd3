import { type Plugin, build } from "esbuild";

import { Failure } from "./failure";

/**
 * cdktf captures an unlimited stack trace for every token and shows it only in errors about the token: most of the time of
 * building a large stack.
 */
export const noStackTracesForTokens: Plugin = {
  name: "no-stack-traces-for-tokens",
  setup: (bundling) => {
    bundling.onLoad({ filter: /cdktf[\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/ }, () => ({
      contents: "exports.captureStackTrace = () => [];",
    }));
  },
};

/**
 * Writes a cdktf app with all that it imports into one file, which node loads several times faster than the thousand files
 * that it is made of.
 *
 * @throws Failure when the app does not compile
 */
export async function bundleApp(entryPoint: string, outfile: string): Promise<void> {
  try {
    await build({
      entryPoints: [entryPoint],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      logLevel: "silent",
      plugins: [noStackTracesForTokens],
    });
  } catch (error) {
    throw new Failure(`cannot compile ${entryPoint}: ${(error as Error).message}`);
  }
}
