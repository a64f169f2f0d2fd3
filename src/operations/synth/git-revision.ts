import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { Failure } from "../failure";
import { run } from "../processes/child-process";
import { synthesize } from "./synthesize";
import type { SynthesizedStack } from "./synthesized-stack";

/** Whether git knows a commit by that name. */
export async function isRevision(name: string): Promise<boolean> {
  return (await commitOf(name)) !== undefined;
}

/** The commit that is checked out here. */
export async function currentCommit(): Promise<string> {
  return (await commitOf("HEAD")) ?? "no commit";
}

/**
 * Synthesizes stacks with the code and configuration of another revision, and with the packages that are installed now. The
 * files are read from git into a folder of their own: neither the checkout nor its index is touched.
 *
 * @param revision anything that git understands, as in `origin/main`
 * @param names the stacks to synthesize; all when empty
 * @throws Failure when git does not know the revision, or it cannot be synthesized
 */
export async function stacksAt(revision: string, names: readonly string[] = []): Promise<SynthesizedStack[]> {
  const commit = await commitOf(revision);
  if (commit === undefined) throw new Failure(`git knows no revision "${revision}"; fetch it, or correct its name.`);
  const folder = await mkdtemp(path.join(tmpdir(), "revision-"));
  try {
    const root = await git(["rev-parse", "--show-toplevel"]);
    const project = path.join(folder, "files", await git(["rev-parse", "--show-prefix"]));
    const options = { cwd: root, env: { GIT_INDEX_FILE: path.join(folder, "index") } };
    await git(["read-tree", commit], options);
    await git(["checkout-index", "--all", `--prefix=${path.join(folder, "files")}/`], options);
    await mkdir(project, { recursive: true });
    await symlink(path.resolve("node_modules"), path.join(project, "node_modules"));
    return await synthesize(names, path.join(folder, "cdktf.out"), project);
  } catch (error) {
    throw error instanceof Failure ? new Failure(`${revision} cannot be synthesized: ${error.message}`) : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function commitOf(revision: string): Promise<string | undefined> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const { exitCode, stdout } = await run("git", args);
  return exitCode === 0 ? stdout.trim() : undefined;
}

async function git(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const { exitCode, stdout, output } = await run("git", args, options);
  if (exitCode !== 0) throw new Failure(`git ${args.join(" ")} failed: ${output.trim()}`);
  return stdout.trim();
}
