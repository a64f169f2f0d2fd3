import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

import { Failure } from "../failure";
import { Interrupted } from "../interruption";
import type { Run, RunResult } from "../processes/child-process";

/**
 * A Python environment with pinned packages, and no others, below a cache folder: made when it is first asked for, and
 * named by what is pinned, so that another pin makes another one.
 *
 * @returns its Python
 * @throws Failure when there is neither uv nor python3, or the packages cannot be installed
 */
export async function pythonEnvironment(requirementsFile: string, cacheFolder: string, run: Run): Promise<string> {
  const requirement = (await readFile(requirementsFile, "utf8")).trim();
  const folder = path.resolve(cacheFolder, requirement.replace("==", "-"));
  const python = path.join(folder, "bin", "python");
  if (existsSync(python)) return python;

  // Made beside its place and moved there whole: neither an interruption nor a second command leaves or finds half of it.
  const unfinished = `${folder}-${process.pid}`;
  await mkdir(cacheFolder, { recursive: true });
  try {
    await install(requirementsFile, unfinished, run);
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(python)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return python;
}

async function install(requirementsFile: string, folder: string, run: Run): Promise<void> {
  const python = path.join(folder, "bin", "python");
  const commands = (await isThere("uv", run))
    ? [
        ["uv", "venv", "--quiet", folder],
        ["uv", "pip", "install", "--quiet", "--python", python, "--requirement", requirementsFile],
      ]
    : [
        ["python3", "-m", "venv", folder],
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirementsFile],
      ];
  for (const [file = "", ...args] of commands) {
    const { exitCode, output } = await run(file, args, { stop: "at-once" }).catch(failed);
    if (exitCode === 0) continue;
    const lastLines = output.trimEnd().split("\n").slice(-5).join("\n");
    throw new Failure(`cannot install ${requirementsFile}, which needs uv or python3 with venv:\n${lastLines}`);
  }
}

/** What cannot even be started has failed too; an interruption is no failure. */
function failed(error: unknown): Pick<RunResult, "exitCode" | "output"> {
  if (error instanceof Interrupted || !(error instanceof Failure)) throw error;
  return { exitCode: 1, output: error.message };
}

async function isThere(program: string, run: Run): Promise<boolean> {
  const { exitCode } = await run(program, ["--version"]).catch(failed);
  return exitCode === 0;
}
