import path from "node:path";

import { build } from "esbuild";

import { leanCdktf } from "../../src/operations/synth/lean-cdktf";

/**
 * jest loads every module anew for every test file, and cdktf has hundreds: in one file, without the stack traces that it
 * keeps for tokens, the unit tests took 11 seconds instead of 18.
 */
export async function bundleCdktf(): Promise<void> {
  await build({
    entryPoints: [require.resolve("cdktf")],
    outfile: path.join(__dirname, "../../node_modules/.cache/cdktf.js"),
    bundle: true,
    external: ["constructs"],
    platform: "node",
    logLevel: "silent",
    plugins: [leanCdktf],
  });
}
