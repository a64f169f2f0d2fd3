import path from "node:path";

import { type RunOptions, type RunResult, run } from "../processes/child-process";
import { storeStateAfterEveryResource } from "../state/state-persistence";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { TerraformOptions } from "./options";

export interface CdktfDeployOptions
  extends Pick<RunOptions, "output" | "onLine" | "stop" | "signal">, TerraformOptions {
  readonly autoApprove: boolean;
}

/** `cdktf deploy` of what has been synthesized already, whatever its exit code. */
export function cdktfDeploy(stack: SynthesizedStack, options: CdktfDeployOptions): Promise<RunResult> {
  const { autoApprove, parallelism, lockTimeout, ...runOptions } = options;
  const isPlain = runOptions.output !== "terminal" || !process.stdout.isTTY;
  const args = [
    "deploy",
    stack.name,
    "--skip-synth",
    `--output=${path.resolve(stack.directory, "../..")}`,
    // `terraform providers lock` ignores a provider mirror; the lock file of the repository is what counts.
    "--skip-provider-lock",
    `--terraform-parallelism=${parallelism}`,
    ...(autoApprove ? ["--auto-approve"] : []),
    ...(isPlain ? ["--no-color"] : []),
  ];
  return run(process.execPath, [cdktfProgram(), ...args], {
    ...runOptions,
    env: {
      CHECKPOINT_DISABLE: "1",
      DISABLE_VERSION_CHECK: "1",
      ...storeStateAfterEveryResource,
      // cdktf redraws its last lines, and asks a terminal for it, unless it believes to be in a pipeline.
      ...(isPlain ? { CI: "1" } : {}),
      // cdktf has no option for it; Terraform reads these as if they stood on its command line.
      TF_CLI_ARGS_apply: [process.env.TF_CLI_ARGS_apply, `-lock-timeout=${lockTimeout}`].filter(Boolean).join(" "),
    },
  });
}

function cdktfProgram(): string {
  return require.resolve("cdktf-cli/bundle/bin/cdktf");
}
