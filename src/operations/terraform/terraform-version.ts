import { readFileSync } from "node:fs";
import path from "node:path";

import { Failure } from "../failure";
import type { Run } from "../processes/child-process";
import { terraformProgram } from "./terraform-program";

const versionFile = path.resolve(__dirname, "../../../.terraform-version");

/**
 * Makes sure that Terraform is there in the release that this repository is made for: the same minor version, and at
 * least its patch.
 *
 * @returns the version that was found
 * @throws Failure that says what was found, what is expected and how to get it
 */
export async function checkTerraformVersion(run: Run): Promise<string> {
  const expected = readFileSync(versionFile, "utf8").trim();
  const found = await installedVersion(run, expected);
  if (isCompatible(found, expected)) return found;
  throw new Failure(`Terraform ${found} was found, but ${expectation(expected)}`);
}

async function installedVersion(run: Run, expected: string): Promise<string> {
  const program = terraformProgram();
  try {
    const { stdout } = await run(program, ["version", "-json"], { env: { CHECKPOINT_DISABLE: "1" } });
    return (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
  } catch (error) {
    if (error instanceof Failure || error instanceof SyntaxError) {
      throw new Failure(`Terraform was not found (looked for "${program}" on the PATH), but ${expectation(expected)}`);
    }
    throw error;
  }
}

/** Whether `found` has the minor version of `expected` and at least its patch. */
export function isCompatible(found: string, expected: string): boolean {
  const [foundMajor, foundMinor, foundPatch] = numbers(found);
  const [major, minor, patch] = numbers(expected);
  return foundMajor === major && foundMinor === minor && foundPatch >= patch && !found.includes("-");
}

function numbers(version: string): [number, number, number] {
  const [major = NaN, minor = NaN, patch = NaN] = version.split(/[.-]/).map(Number);
  return [major, minor, patch];
}

function expectation(version: string): string {
  const minor = version.split(".").slice(0, 2).join(".");
  return [
    `${version} or a later ${minor} is needed.`,
    `Get it with "tfenv install" or "mise install terraform@${version}", or from https://developer.hashicorp.com/terraform/install`,
  ].join("\n");
}
