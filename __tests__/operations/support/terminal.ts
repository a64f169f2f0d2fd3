import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

/** Python's standard library has what Node.js lacks: a terminal for a program that wants to talk to a person. */
const inTerminal = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

/** A program in a terminal of its own, with everything that a person would see there. */
export class Terminal {
  private readonly child: ChildProcess;
  private seen = "";

  constructor(
    command: readonly string[],
    options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
  ) {
    this.child = spawn("python3", ["-c", inTerminal, ...command], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.child.stdout?.on("data", (text: Buffer) => (this.seen += text.toString()));
  }

  get screen(): string {
    return this.seen;
  }

  /** Waits until the text has been shown so often. */
  async shows(text: string, times = 1): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (this.seen.split(text).length <= times) {
      if (Date.now() > deadline || this.child.exitCode !== null) throw new Error(`no "${text}" in:\n${this.seen}`);
      await delay(50);
    }
  }

  type(text: string): void {
    this.child.stdin?.write(text);
  }

  /** Waits for the program's end. */
  async exitCode(): Promise<number> {
    const [code] = (await once(this.child, "close")) as [number | null];
    return code ?? -1;
  }
}
