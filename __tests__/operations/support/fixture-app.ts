import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const repository = path.resolve(__dirname, "../../..");

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  /** Standard output and error. */
  readonly output: string;
}

/** A private copy of the fixture app, or of another one, with the repository's commands to run in it. */
export class FixtureApp {
  readonly folder = mkdtempSync(path.join(tmpdir(), "fixture-app-"));

  /** @param fill writes the app into the folder */
  constructor(
    private readonly environment: Readonly<Record<string, string>>,
    fill: (folder: string) => void = copyFixture,
  ) {
    fill(this.folder);
    symlinkSync(path.join(repository, "node_modules"), path.join(this.folder, "node_modules"));
  }

  /** Runs a command to its end. */
  run(...args: readonly string[]): Promise<CommandResult> {
    return ended(this.start(...args));
  }

  /** Starts a command and leaves it to the caller. */
  start(...args: readonly string[]): ChildProcess {
    const cli = path.join(repository, "src/operations/cli.ts");
    return spawn(process.execPath, ["--require", "tsx/cjs", cli, ...args], {
      cwd: this.folder,
      env: { ...process.env, ...this.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function copyFixture(folder: string): void {
  cpSync(path.join(__dirname, "../fixture"), folder, {
    recursive: true,
    filter: (file) => !file.includes("cdktf.out"),
  });
}

/** What a command that was started said until it ended. */
export async function ended(child: ChildProcess): Promise<CommandResult> {
  let output = "";
  let stdout = "";
  child.stdout?.on("data", (text: Buffer) => (stdout += text.toString()));
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => (output += text.toString()));
  const exitCode = await new Promise<number>((resolve) =>
    child.on("close", (code) => {
      resolve(code ?? -1);
    }),
  );
  return { exitCode, stdout, output };
}
