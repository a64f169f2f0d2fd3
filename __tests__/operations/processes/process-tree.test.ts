import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, test } from "@jest/globals";

import { runningPrograms } from "../../../src/operations/processes/process-tree";

test("the processes of a program are told with their folder as long as they run", async () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "process-")));
  const sleeping = spawn("sleep", ["60"], { cwd: folder });
  const closed = once(sleeping, "close");
  await once(sleeping, "spawn");
  const running = await runningPrograms("/bin/sleep");
  sleeping.kill("SIGKILL");
  const endedByNow = await runningPrograms("sleep");
  await closed;
  rmSync(folder, { recursive: true });

  expect(running).toContainEqual(expect.objectContaining({ id: sleeping.pid, folder }));
  // It may not have ended yet, but then it still says its folder.
  expect(endedByNow.filter(({ id }) => id === sleeping.pid)).not.toContainEqual({ id: sleeping.pid });
  expect((await runningPrograms("sleep")).map(({ id }) => id)).not.toContain(sleeping.pid);
});

test("a program is told from another of its kind by the variables that it was started with", async () => {
  const sleeping = spawn("sleep", ["60"], {
    env: { AWS_ENDPOINT_URL: "http://127.0.0.1:5000", EMPTY: "", SIGN: "a=b" },
  });
  try {
    const found = (await runningPrograms("sleep")).find(({ id }) => id === sleeping.pid);
    expect(found?.environment).toMatchObject({ AWS_ENDPOINT_URL: "http://127.0.0.1:5000", EMPTY: "", SIGN: "a=b" });
  } finally {
    sleeping.kill("SIGKILL");
  }
});
