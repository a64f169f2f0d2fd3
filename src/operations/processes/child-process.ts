import { type StdioOptions, spawn } from "node:child_process";
import { Failure } from "../failure";
import { interruption } from "../interruption";
import { interruptProgram, killTree } from "./process-tree";
import { terraformProgram } from "../terraform/terraform-program";

export interface RunOptions {
  /** @default the current folder */
  readonly cwd?: string;
  /** Added to the environment of this process. @default nothing */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Where the output goes: `capture` keeps it for the caller, `terminal` hands over this process's own streams, input
   * included, and keeps nothing.
   * @default "capture"
   */
  readonly output?: "capture" | "terminal";
  /** Called with each line as it comes, except with the `terminal` output. @default nothing */
  readonly onLine?: (line: string) => void;
  /**
   * What an interruption does: `gently` lets Terraform finish what it is doing and release its lock, `at-once` kills the
   * process and all it has started.
   * @default "gently"
   */
  readonly stop?: "gently" | "at-once";
  /** What ends it before its time. @default the command's interruption */
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  /** Standard output and error in the order in which they came; empty with the `terminal` output. */
  readonly output: string;
}

/** What runs a program: the real one is `run`; tests pass their own. */
export type Run = (file: string, args: readonly string[], options?: RunOptions) => Promise<RunResult>;

/**
 * Runs a program to its end, whatever its exit code.
 *
 * @throws Failure when the program cannot be started
 * @throws the signal's reason, such as Interrupted, when it was ended before its time; the program has ended by then
 */
export const run: Run = async (file, args, options = {}) => {
  const signal = options.signal ?? interruption;
  signal.throwIfAborted();
  const ownsTerminal = options.output === "terminal";
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: (ownsTerminal ? "inherit" : ["ignore", "pipe", "pipe"]) satisfies StdioOptions,
    // A terminal's Ctrl-C reaches everything in its group, but must reach Terraform exactly once: the second one makes it
    // abandon its state.
    detached: true,
  });
  let stdout = "";
  let output = "";
  const splitLines = lineSplitter(options.onLine);
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
    splitLines(text);
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    splitLines(text);
  });
  const onInterruption = (): void => {
    if (child.pid === undefined) return;
    const atOnce = options.stop === "at-once";
    const stopping = atOnce ? killTree(child.pid) : interruptProgram(child.pid, terraformProgram());
    // Where the system does not say what runs, the child at least must not run on alone.
    stopping.catch(() => child.kill(atOnce ? "SIGKILL" : "SIGINT"));
  };
  signal.addEventListener("abort", onInterruption);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on("close", (code) => {
        resolve(code ?? 1);
      });
      child.on("error", (error) => {
        reject(new Failure(`cannot run ${file}: ${error.message}`));
      });
    });
    signal.throwIfAborted();
    return { exitCode, stdout, output };
  } finally {
    signal.removeEventListener("abort", onInterruption);
  }
};

function lineSplitter(onLine: (line: string) => void = () => undefined): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  };
}
