import { spawnSync } from "node:child_process";

import { expect, test } from "@jest/globals";

test("the database of a run is as RDS gives it", () => {
  const { status, stdout, stderr } = spawnSync("python3", ["-m", "unittest", "database_test"], {
    cwd: __dirname,
    encoding: "utf8",
  });

  expect({ status, output: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, output: "" });
}, 600_000);
