import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { run } from "../child-process";
import { Failure } from "../failure";
import { type SynthesizedStack, findStack } from "../synthesized-stack";
import { synthesize } from "../synthesize";

/** Whether git knows a commit by that name. */
export async function isRevision(name: string): Promise<boolean> {
  const { exitCode } = await run("git", ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  return exitCode === 0;
}

/**
 * Synthesizes an environment with the code and configuration of another revision, and with the packages that are installed
 * now. The files are read from git into a folder of their own: neither the checkout nor its index is touched.
 *
 * @throws Failure when the revision cannot be synthesized, or does not have the environment
 */
export async function synthesizeRevision(revision: string, environment: string): Promise<SynthesizedStack> {
  const folder = await mkdtemp(path.join(tmpdir(), "revision-"));
  try {
    const root = await git(["rev-parse", "--show-toplevel"]);
    const project = path.join(folder, "files", await git(["rev-parse", "--show-prefix"]));
    const options = { cwd: root, env: { GIT_INDEX_FILE: path.join(folder, "index") } };
    await git(["read-tree", "--end-of-options", `${revision}^{commit}`], options);
    await git(["checkout-index", "--all", `--prefix=${path.join(folder, "files")}/`], options);
    await mkdir(project, { recursive: true });
    await symlink(path.resolve("node_modules"), path.join(project, "node_modules"));
    return findStack(await synthesize([environment], path.join(folder, "cdktf.out"), project), environment);
  } catch (error) {
    throw error instanceof Failure
      ? new Failure(`cannot estimate ${environment} at ${revision}: ${error.message}`)
      : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function git(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const { exitCode, stdout, output } = await run("git", args, options);
  if (exitCode !== 0) throw new Failure(`git ${args.join(" ")} failed: ${output.trim()}`);
  return stdout.trim();
}
