import { readFile } from "node:fs/promises";

import { type Plugin, build } from "esbuild";

import { Failure } from "../failure";
import { type RunOptions, type RunResult, run } from "../processes/child-process";

/**
 * What makes building a large stack slow in cdktf, and changes nothing in its JSON: an unlimited stack trace for every
 * token, shown only in errors about the token; and, at each brace of a string, a search to its end for an expression that
 * is no token, over and over in the JSON of a policy or a dashboard that has none.
 */
export const fasterTokens: Plugin = {
  name: "faster-tokens",
  setup: (bundling) => {
    bundling.onLoad({ filter: /cdktf[\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/ }, () => ({
      contents: "exports.captureStackTrace = () => [];",
    }));
    bundling.onLoad({ filter: /cdktf[\\/]lib[\\/]tokens[\\/]private[\\/]encoding\.js$/ }, async ({ path }) => ({
      contents: searchingOnce(await readFile(path, "utf8")),
    }));
  },
};

function searchingOnce(encoding: string): string {
  const always = "STRING_TOKEN_REGEX, 1, includeEscapeSequences,";
  if (!encoding.includes(always)) throw new Error(`cdktf tokenizes strings in another way than "${always}"`);
  return encoding.replace(
    always,
    "STRING_TOKEN_REGEX, 1, includeEscapeSequences && s.search(ESCAPE_TOKEN_BEGIN_REGEX) >= 0,",
  );
}

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
      plugins: [fasterTokens],
    });
  } catch (error) {
    throw new Failure(`cannot compile ${entryPoint}: ${(error as Error).message}`);
  }
}

/**
 * Runs a bundled app. Nearly all that a synthesis makes lives until it is written, and node would copy it about in a young
 * generation of its usual 16 MiB: with more, a thousand services take a tenth less time, and a few take the same.
 */
export async function runApp(bundle: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return run(process.execPath, ["--max-semi-space-size=64", bundle, ...args], options);
}
