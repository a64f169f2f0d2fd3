import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, test } from "@jest/globals";

import { retriedCommand } from "../../../src/constructs/containers/retried-command";

/** Runs a command whose attempts do what each line says, without the time that passes between them. */
function run(...attempts: string[]): { exitCode: number | null; output: string; attempts: number } {
  const scratch = mkdtempSync(path.join(tmpdir(), "attempts-"));
  const log = path.join(scratch, "log");
  const script = path.join(scratch, "command");
  writeFileSync(log, "");
  writeFileSync(
    script,
    `echo . >> ${log}\ncase $(grep -c . ${log}) in\n${attempts.map((what, index) => `${index + 1}) ${what};;`).join("\n")}\nesac\n`,
  );
  const [shell = "", option = "", body = "", ...args] = retriedCommand({
    command: ["sh", script, "two words"],
    on: "ConcurrentMigrationError",
    scratch,
  });
  const { status, stdout } = spawnSync(shell, [option, `sleep() { :; }\n${body}`, ...args], { encoding: "utf8" });
  return { exitCode: status, output: stdout, attempts: readFileSync(log, "utf8").split("\n").length - 1 };
}

test("a command that succeeds runs once, with its arguments as they are", () => {
  expect(run('echo "$1"')).toEqual({ exitCode: 0, output: "two words\n", attempts: 1 });
});

test("one that was turned away is tried again until it succeeds", () => {
  const turnedAway = "echo ConcurrentMigrationError >&2; exit 1";
  expect(run(turnedAway, turnedAway, "echo migrated")).toEqual({
    exitCode: 0,
    output: "ConcurrentMigrationError\nConcurrentMigrationError\nmigrated\n",
    attempts: 3,
  });
});

test("one that fails for another reason fails at once, with its own exit code", () => {
  expect(run("echo PG::UndefinedTable; exit 7")).toEqual({ exitCode: 7, output: "PG::UndefinedTable\n", attempts: 1 });
});

test("one that succeeds is not repeated for what it says", () => {
  expect(run("echo ConcurrentMigrationError")).toMatchObject({ exitCode: 0, attempts: 1 });
});
