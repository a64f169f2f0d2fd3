import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A program in the place of session-manager-plugin, which only writes down how it was started. */
export class StubSessionPlugin {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "session-plugin-"));
  private readonly record = path.join(this.folder, "arguments");

  constructor(version = "1.2.707.0") {
    const file = path.join(this.folder, "session-manager-plugin");
    writeFileSync(
      file,
      [
        "#!/bin/sh",
        `if [ "$1" = --version ]; then echo ${version}; exit; fi`,
        'printf "%s\\n" "$@" "$AWS_SSM_START_SESSION_RESPONSE" > "$PLUGIN_RECORD"',
        "echo from the session",
        '[ -z "$PLUGIN_STAYS" ] || exec sleep 60',
      ].join("\n"),
    );
    chmodSync(file, 0o755);
  }

  get environment(): Readonly<Record<string, string>> {
    return { PATH: `${this.folder}:${process.env.PATH ?? ""}`, PLUGIN_RECORD: this.record };
  }

  get wasStarted(): boolean {
    return existsSync(this.record);
  }

  /** What it was started with, the session that came through the environment last. */
  get arguments(): string[] {
    return readFileSync(this.record, "utf8").trimEnd().split("\n");
  }

  forget(): void {
    rmSync(this.record, { force: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
