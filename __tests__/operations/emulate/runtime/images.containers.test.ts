import { spawnSync } from "node:child_process";

import { expect, test } from "@jest/globals";

/** Needs a container engine at DOCKER_HOST: `eval "$(.ci/containers start $$)"`. */
test("images of task definitions have local images to start, and those start", () => {
  const { status, stderr } = spawnSync("python3", ["-m", "unittest", "discover", "--pattern", "images_test.py"], {
    cwd: __dirname,
    encoding: "utf8",
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/\nOK\n$/) });
});
