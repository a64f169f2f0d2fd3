import { Failure } from "../failure";
import { run } from "../processes/child-process";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { Terraform } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";
import { checkTerraformVersion } from "../terraform/terraform-version";
import { isTried, triedReleases } from "../terraform/tried-releases";
import { type Check, type Finding, missing, ok, warning } from "./check";

export const terraformVersion: Check = {
  title: "Terraform",
  otherwise: "Terraform is not there in the right version",
  run: async () => {
    try {
      return [judgeRelease(await checkTerraformVersion(run))];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const [what = "", ...fix] = error.message.split("\n");
      return [missing(what, fix.join(" "))];
    }
  },
};

/** @param version one that the stacks accept */
export function judgeRelease(version: string): Finding {
  if (isTried(version)) return ok(`version ${version}`);
  return warning(
    `version ${version}, and the commands were tried with ${triedReleases.join(", ")}`,
    "Deploy into the emulated AWS with it first: npm run emulate. docs/operating/updating.md says what may differ.",
  );
}

/** Installs them where the deploy looks for them, so that nothing is loaded twice. */
export const terraformProviders: Check = {
  title: "providers",
  needs: ["Terraform"],
  otherwise: "the providers cannot be installed",
  run: async ({ stack }) => {
    const { exitCode, output } = await new Terraform(stack).run([
      "init",
      "-backend=false",
      "-input=false",
      "-no-color",
    ]);
    return [judgeProviders(stack, exitCode === 0 ? undefined : terraformError(output))];
  },
};

/** @param problem what Terraform said; `undefined` when it installed them */
export function judgeProviders(stack: SynthesizedStack, problem: string | undefined): Finding {
  const providers = Object.entries(stack.json.terraform.required_providers ?? {});
  const names = providers.map(([name, { version }]) => `${name} ${version}`).join(", ");
  if (problem === undefined) return ok(`${names}: installed`);
  return missing(
    `${names} cannot be installed: ${oneLine(problem)}`,
    "Let Terraform reach its registry, or name a mirror in its CLI configuration (TF_CLI_CONFIG_FILE).",
  );
}

function oneLine(text: string): string {
  const line = text.replaceAll(/[\s│╷╵]+/g, " ").trim();
  return line.length <= 300 ? line : `${line.slice(0, 299)}…`;
}
