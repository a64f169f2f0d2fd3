import { rename } from "node:fs/promises";
import path from "node:path";

import { build } from "esbuild";

import { leanCdktf } from "../../src/operations/synth/lean-cdktf";

/**
 * jest loads every module anew for every test file, and cdktf has hundreds: in one file, without the stack traces that it
 * keeps for tokens, the unit tests took 11 seconds instead of 18.
 */
export async function bundleCdktf(): Promise<void> {
  const bundle = path.join(__dirname, "../../node_modules/.cache/cdktf.js");
  await build({
    entryPoints: [require.resolve("cdktf")],
    outfile: `${bundle}.${process.pid}`,
    bundle: true,
    external: ["constructs"],
    platform: "node",
    logLevel: "silent",
    plugins: [leanCdktf],
  });
  // Another run of jest may be reading it.
  await rename(`${bundle}.${process.pid}`, bundle);
}
