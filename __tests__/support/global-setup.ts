import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { bundleCdktf } from "./bundle-cdktf";

/** cdktf leaves a folder behind for every stack that a test synthesizes: they go into one, which the teardown removes. */
export default async function globalSetup(): Promise<void> {
  process.env.TMPDIR = mkdtempSync(path.join(tmpdir(), "jest-"));
  // As cli.ts does for the commands.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  await bundleCdktf();
}
