import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";

import { ProjectCopy } from "../operations/support/project-copy";

jest.setTimeout(2_400_000);

let project: ProjectCopy;
beforeAll(() => {
  project = new ProjectCopy({});
});
afterAll(() => {
  project.remove();
});

// Side by side: an emulation mostly waits.
test.concurrent.each(["atlas-live", "atlas-lab"])("%s is emulated as any environment is", async (environment) => {
  const { exitCode, output } = await project.start("emulate", environment, "--no-containers");

  expect({ exitCode, output: exitCode === 0 ? "" : output }).toEqual({ exitCode: 0, output: "" });
  expect(output).toContain(`${environment}: all checks passed, in `);
});
