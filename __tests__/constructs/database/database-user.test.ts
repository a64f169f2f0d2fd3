import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { describe, expect, test } from "@jest/globals";

import { DatabaseUser } from "../../../src/constructs/database/database-user";
import { encryptionKey } from "../../support/encryption-key";
import { postgresInstance } from "../../support/postgres-instance";
import { synthesize } from "../../support/synthesized";

/** Runs the container's command with a `psql` that ends as told, one time after another. */
function run(exitCodes: readonly number[]): { readonly exitCode: number | null; readonly calls: string[] } {
  const folder = mkdtempSync(path.join(tmpdir(), "database-user-"));
  let command: readonly string[] = [];
  synthesize((scope) => {
    const user = new DatabaseUser(scope, "user", {
      ...{ database: postgresInstance(scope), user: "api", schema: "public", extensions: [] },
      ...{ authentication: "password", secretName: "shop/test/api/database-user" },
      ...{ encryptionKey: encryptionKey(scope), onDestroy: "delete" },
    });
    command = user.preparation("database-user", folder).command ?? [];
  });
  const calls = path.join(folder, "calls");
  const next = `n=$(($(cat ${folder}/n 2>/dev/null || echo 0) + 1)); echo $n > ${folder}/n`;
  writeProgram(path.join(folder, "sleep"), `echo "sleep $*" >> ${calls}`);
  writeProgram(
    path.join(folder, "psql"),
    [
      `echo "psql $(cat)" | tr '\\n' ' ' >> ${calls}; echo >> ${calls}`,
      next,
      `exit $(echo ${exitCodes.join(" ")} | cut -d' ' -f$n)`,
    ].join("\n"),
  );
  const [program = "", ...args] = command;
  const { status } = spawnSync(program, args, {
    env: { PATH: `${folder}:/usr/bin:/bin`, USER_SCRIPT: "SELECT 1", SERVICE_PASSWORD: "50%s" },
  });
  return {
    exitCode: status,
    calls: readFileSync(calls, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.trim()),
  };
}

function writeProgram(file: string, script: string): void {
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

describe("the command that prepares a user of the database", () => {
  test("gives psql the password twice, as it is, through its input", () => {
    expect(run([0])).toEqual({ exitCode: 0, calls: ["psql 50%s 50%s"] });
  });

  test("tries again every ten seconds while the database is not reached", () => {
    const { exitCode, calls } = run([2, 2, 0]);

    expect(exitCode).toBe(0);
    expect(calls.filter((call) => call.startsWith("sleep"))).toEqual(["sleep 10", "sleep 10"]);
  });

  test("gives up after two minutes", () => {
    const { exitCode, calls } = run(Array.from({ length: 20 }, () => 2));

    expect(exitCode).toBe(2);
    expect(calls.filter((call) => call.startsWith("psql"))).toHaveLength(12);
  });

  test("fails at once when the database refuses something", () => {
    expect(run([3])).toMatchObject({ exitCode: 3, calls: [expect.stringMatching(/^psql/)] });
  });
});
