import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { Failure } from "../failure";
import type { Run } from "../processes/child-process";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Judgement, readReport } from "./findings";
import { toHcl } from "./hcl";
import { pythonEnvironment } from "./python-environment";

/** The judge: checkov, in an environment of its own, at its pinned version. */
export class Checkov {
  private constructor(
    private readonly python: string,
    private readonly run: Run,
  ) {}

  /** @throws Failure when it cannot be installed */
  static async install(run: Run): Promise<Checkov> {
    const requirements = path.join(__dirname, "requirements.txt");
    return new Checkov(await pythonEnvironment(requirements, "node_modules/.cache", run), run);
  }

  /**
   * Judges a stack by every check that checkov has for Terraform. It needs no network, and ignores the user's settings:
   * neither those of the current folder nor those of the home folder are found.
   *
   * @throws Failure when checkov fails
   */
  async judge(stack: SynthesizedStack): Promise<Judgement> {
    const folder = await mkdtemp(path.join(tmpdir(), "policy-"));
    try {
      await writeFile(path.join(folder, "main.tf"), toHcl(stack.json));
      const { exitCode, stdout, output } = await this.run(
        this.python,
        ["-m", "checkov.main", "--directory", folder, ...settings],
        { cwd: folder, env: { HOME: folder, LOG_LEVEL: "ERROR" }, stop: "at-once" },
      );
      if (exitCode !== 0) throw new Failure(`checkov failed over ${stack.name}:\n${output.trim().slice(-1000)}`);
      return readReport(stack, stdout);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
}

const settings = ["--framework", "terraform", "--output", "json", "--compact", "--skip-download", "--soft-fail"];
