import { readFileSync } from "node:fs";
import path from "node:path";

import { Failure } from "../failure";
import type { Run } from "../processes/child-process";
import { terraformProgram } from "./terraform-program";

const versionFile = path.resolve(__dirname, "../../../.terraform-version");

/**
 * Makes sure that Terraform is there in a release that the stacks accept: the one in `.terraform-version`, or a later one of
 * the same major version.
 *
 * @returns the version that was found
 * @throws Failure that says what was found, what is expected and how to get it
 */
export async function checkTerraformVersion(run: Run): Promise<string> {
  const least = readFileSync(versionFile, "utf8").trim();
  const found = await installedVersion(run, least);
  if (isCompatible(found, least)) return found;
  throw new Failure(`Terraform ${found} was found, but ${expectation(least)}`);
}

async function installedVersion(run: Run, least: string): Promise<string> {
  const program = terraformProgram();
  try {
    const { stdout } = await run(program, ["version", "-json"], { env: { CHECKPOINT_DISABLE: "1" } });
    return (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
  } catch (error) {
    if (error instanceof Failure || error instanceof SyntaxError) {
      throw new Failure(`Terraform was not found (looked for "${program}" on the PATH), but ${expectation(least)}`);
    }
    throw error;
  }
}

/** Whether `found` has the major version of `least` and is not older; a preview is not compatible. */
export function isCompatible(found: string, least: string): boolean {
  const [foundMajor, foundMinor, foundPatch] = numbers(found);
  const [major, minor, patch] = numbers(least);
  if (foundMajor !== major || found.includes("-")) return false;
  return foundMinor > minor || (foundMinor === minor && foundPatch >= patch);
}

function numbers(version: string): [number, number, number] {
  const [major = NaN, minor = NaN, patch = NaN] = version.split(/[.-]/).map(Number);
  return [major, minor, patch];
}

function expectation(least: string): string {
  const [major] = numbers(least);
  return [
    `${least} or a later ${major}.x is needed.`,
    `Get it with "tfenv install" or "mise install terraform@${least}", or from https://developer.hashicorp.com/terraform/install`,
  ].join("\n");
}
