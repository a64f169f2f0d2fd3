import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

interface Process {
  readonly id: number;
  readonly parent: number;
  /** The program's name without its folder; some systems cut it. */
  readonly program: string;
}

/** Every process that has not ended. */
async function processes(): Promise<Process[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,stat=,comm="]);
  return stdout.split("\n").flatMap((line): Process[] => {
    const [, id, parent, program] = /^\s*(\d+)\s+(\d+)\s+[^Z\s]\S*\s+(.*)$/.exec(line) ?? [];
    return program === undefined ? [] : [{ id: Number(id), parent: Number(parent), program: path.basename(program) }];
  });
}

/** A process, with what the system says of it: not every system says it, nor of the processes of other users. */
export interface RunningProgram {
  readonly id: number;
  /** The folder that it runs in. */
  readonly folder?: string;
  /** The variables that it was started with. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The processes of a program. */
export async function runningPrograms(program: string): Promise<RunningProgram[]> {
  const running = (await processes()).filter((process) => process.program === path.basename(program));
  const found = await Promise.all(running.map(({ id }) => described(id)));
  return found.filter((process) => process !== undefined);
}

/** `undefined` for a process that has ended since it was listed. */
async function described(id: number): Promise<RunningProgram | undefined> {
  try {
    const [folder, variables] = await Promise.all([
      readlink(`/proc/${id}/cwd`),
      readFile(`/proc/${id}/environ`, "utf8"),
    ]);
    const pairs = variables.split("\0").map((text) => text.split(/=(.*)/s).slice(0, 2));
    return { id, folder, environment: Object.fromEntries(pairs) as Record<string, string> };
  } catch (error) {
    const hasEnded = (error as NodeJS.ErrnoException).code !== "EACCES" && existsSync("/proc/self");
    return hasEnded ? undefined : { id };
  }
}

/** A process and all that it has started, itself first; without it when it is gone. */
async function processTree(root: number): Promise<Process[]> {
  const all = await processes();
  const tree = all.filter(({ id }) => id === root);
  for (const found of tree) tree.push(...all.filter(({ parent }) => parent === found.id));
  return tree;
}

/** Kills `root` and everything below it at once. cdktf runs Terraform in a session of its own, so a group is not enough. */
export async function killTree(root: number): Promise<void> {
  for (const { id } of await processTree(root)) signalProcess(id, "SIGKILL");
}

/**
 * Interrupts the given program wherever it runs in the tree of `root`, or `root` itself when it does not. Whoever waits for
 * the program then ends by itself, which cdktf does not when it is interrupted: it leaves Terraform behind.
 */
export async function interruptProgram(root: number, program: string): Promise<void> {
  const running = (await processTree(root)).filter((process) => process.program === path.basename(program));
  for (const id of running.length > 0 ? running.map((process) => process.id) : [root]) signalProcess(id, "SIGINT");
}

/** Sends a signal; a process that is gone already is fine. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
