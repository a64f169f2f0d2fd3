import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "@jest/globals";

/** `terraform validate` with the real providers: what no test on JSON alone can know. */
const out = mkdtempSync(join(tmpdir(), "fargate-platform-validate-"));
const environment = { ...process.env, CDKTF_OUTDIR: out, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
execFileSync(process.execPath, ["--import", "tsx", "main.ts"], { env: environment, stdio: "inherit" });

afterAll(() => {
  rmSync(out, { recursive: true });
});

test.each(readdirSync(join(out, "stacks")))("%s is valid for the providers that it names", (name) => {
  const cwd = join(out, "stacks", name);
  execFileSync("terraform", ["init", "-backend=false", "-input=false", "-no-color"], { cwd, env: environment });
  const report = JSON.parse(
    execFileSync("terraform", ["validate", "-json"], { cwd, env: environment, encoding: "utf8" }),
  ) as unknown;

  expect(report).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
});
