import { spawnSync } from "node:child_process";
import path from "node:path";

import { expect, test } from "@jest/globals";

const emulator = path.resolve("src/operations/emulate/emulator");

/** `images_test.py` needs a container engine at DOCKER_HOST: `eval "$(.ci/containers start $$)"`. */
test.each([
  ["container_log", "what containers write is kept to the last line"],
  ["outside_clients", "load balancers are asked from where they let in"],
  ["execution", "commands run inside what runs, for programs on this machine only"],
  ["images", "images of task definitions have local images to start, and those start"],
  ["load_balancer", "HAProxy routes as an Application Load Balancer does"],
  ["database", "the database of a run is as RDS gives it"],
])("%s_test.py: %s", (name) => {
  const { status, stderr } = spawnSync("python3", ["-W", "ignore::ResourceWarning", "-m", "unittest", `${name}_test`], {
    cwd: __dirname,
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONPATH: emulator },
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/\nOK\n$/) });
});
