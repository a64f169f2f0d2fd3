import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { test } from "@jest/globals";

const repository = join(__dirname, "..", "..", "..", "..");

test("HAProxy routes as an Application Load Balancer does", async () => {
  await promisify(execFile)("python3", ["-m", "unittest", "load_balancer_test"], {
    cwd: __dirname,
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONPATH: join(repository, "src", "operations", "emulate", "emulator"),
    },
  });
});
