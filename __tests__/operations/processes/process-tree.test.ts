import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, test } from "@jest/globals";

import { foldersOf } from "../../../src/operations/processes/process-tree";

test("the processes of a program are told with their folder as long as they run", async () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "process-")));
  const sleeping = spawn("sleep", ["60"], { cwd: folder });
  const closed = once(sleeping, "close");
  await once(sleeping, "spawn");
  const running = await foldersOf("/bin/sleep");
  sleeping.kill("SIGKILL");
  const endedByNow = await foldersOf("sleep");
  await closed;
  rmSync(folder, { recursive: true });

  expect(running).toContainEqual({ id: sleeping.pid, folder });
  // It may not have ended yet, but then it still says its folder.
  expect(endedByNow.filter(({ id }) => id === sleeping.pid)).not.toContainEqual({ id: sleeping.pid });
  expect((await foldersOf("sleep")).map(({ id }) => id)).not.toContain(sleeping.pid);
});
