import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { type CommandResult, ended } from "./fixture-app";

const repository = path.resolve(__dirname, "../../..");

/** One change of a file's text; the text that it replaces must be there. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The list of environments in a copy: the products of the tests. */
const environments = `import retainedResources from "./retained.json";

export { products as platform } from "../__tests__/products";
export const retained: Readonly<Record<string, { managed: string[]; forgotten: string[] }>> = retainedResources;
`;

/**
 * A private copy of this project in a git repository of its own, with its commands to run in it. Its environments are those of
 * the tests' products.
 */
export class ProjectCopy {
  readonly folder = mkdtempSync(path.join(tmpdir(), "project-copy-"));

  constructor(
    private readonly environment: Readonly<Record<string, string>>,
    edits: readonly Edit[] = [],
  ) {
    for (const name of [
      "main.ts",
      "src",
      "__tests__/products",
      "package.json",
      "tsconfig.json",
      "cdktf.json",
      ".terraform-version",
    ])
      cpSync(path.join(repository, name), path.join(this.folder, name), { recursive: true });
    mkdirSync(path.join(this.folder, "environments"));
    writeFileSync(path.join(this.folder, "environments/index.ts"), environments);
    writeFileSync(path.join(this.folder, "environments/retained.json"), "{}\n");
    symlinkSync(path.join(repository, "node_modules"), path.join(this.folder, "node_modules"));
    writeFileSync(path.join(this.folder, ".gitignore"), "node_modules\ncdktf.out\n");
    this.edit(edits);
    const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    for (const args of [["init"], ["add", "--all"], [...author, "commit", "--message", "as it is"]])
      execFileSync("git", args, { cwd: this.folder, stdio: "ignore" });
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  edit(edits: readonly Edit[]): void {
    for (const { file, from, to } of edits) {
      const target = path.join(this.folder, file);
      const text = this.read(file);
      if (!text.includes(from)) throw new Error(`${file} does not contain: ${from}`);
      writeFileSync(target, text.replaceAll(from, to));
    }
  }

  /** Takes every edit back that was made since the copy. */
  restore(): void {
    execFileSync("git", ["checkout", "--", "."], { cwd: this.folder, stdio: "ignore" });
  }

  run(...args: readonly string[]): {
    readonly exitCode: number | null;
    readonly stdout: string;
    readonly stderr: string;
  } {
    const cli = path.join(this.folder, "src/operations/cli.ts");
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--require", "tsx/cjs", cli, ...args], {
      cwd: this.folder,
      env: { ...process.env, ...this.environment },
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    return { exitCode: status, stdout, stderr };
  }

  /** Runs a command while others run, to its end. */
  start(...args: readonly string[]): Promise<CommandResult> {
    const cli = path.join(this.folder, "src/operations/cli.ts");
    const env = { ...process.env, ...this.environment };
    return ended(spawn(process.execPath, ["--import", "tsx", cli, ...args], { cwd: this.folder, env }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
