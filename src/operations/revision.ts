import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { run } from "./child-process";
import { Failure } from "./failure";
import { synthesize } from "./synthesize";
import type { SynthesizedStack } from "./synthesized-stack";

/**
 * The stacks of another revision of the repository: it is checked out beside this one and synthesized by its own code, with
 * the packages that are installed here.
 *
 * @param revision anything that git understands, as in `origin/main`
 * @throws Failure when git does not know it, or its configuration is wrong
 */
export async function stacksAt(revision: string): Promise<SynthesizedStack[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "revision-"));
  const checkout = path.join(folder, "checkout");
  try {
    await git("worktree", "add", "--detach", checkout, await commitOf(revision));
    await symlink(path.resolve("node_modules"), path.join(checkout, "node_modules"));
    return await synthesize([], path.join(folder, "cdktf.out"), checkout);
  } finally {
    await run("git", ["worktree", "remove", "--force", checkout]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** The commit that is checked out here. */
export function currentCommit(): Promise<string> {
  return commitOf("HEAD");
}

async function commitOf(revision: string): Promise<string> {
  const { exitCode, stdout } = await run("git", ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
  if (exitCode !== 0) throw new Failure(`git knows no revision "${revision}"; fetch it, or correct its name.`);
  return stdout.trim();
}

async function git(...args: readonly string[]): Promise<void> {
  const { exitCode, output } = await run("git", args);
  if (exitCode !== 0) throw new Failure(`git ${args.join(" ")} failed:\n${output.trim()}`);
}
