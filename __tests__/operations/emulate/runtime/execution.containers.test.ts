import { spawnSync } from "node:child_process";

import { expect, test } from "@jest/globals";

test("commands run inside what runs, for programs on this machine only", () => {
  const { status, stderr } = spawnSync("python3", ["-m", "unittest", "discover", "--pattern", "execution_test.py"], {
    cwd: __dirname,
    encoding: "utf8",
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/\nOK\n$/) });
});
