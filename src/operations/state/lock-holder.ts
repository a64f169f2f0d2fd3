import { hostname } from "node:os";

import { HeadObjectCommand, NotFound, S3Client } from "@aws-sdk/client-s3";

import { awsClient } from "../aws/client";
import { runningPrograms } from "../processes/process-tree";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { readTerraformJson } from "../synth/synthesized-stack";
import { terraformProgram } from "../terraform/terraform-program";
import type { StateLock } from "./state-lock";

/**
 * Milliseconds after which the holder on another machine is taken to be gone when it has stored nothing: longer than the
 * provider waits for any one resource, each of which is stored when it is done.
 */
export const longestSilence = 2 * 60 * 60 * 1000;

/** What is known of the one who holds a lock. */
export interface HolderFacts {
  /** Whether the lock was taken on this machine. */
  readonly isHere: boolean;
  /** A process of Terraform on this machine that works on the same state, if any. */
  readonly process: number | undefined;
  /** Milliseconds since the lock was taken or the state was stored, whichever was later. */
  readonly silence: number;
}

/** Why the holder of a lock may still be at work; `undefined` when it is gone. */
export function whyAlive({ isHere, process, silence }: HolderFacts): string | undefined {
  if (process !== undefined) return `Terraform works on it on this machine, as process ${process}`;
  if (isHere || silence > longestSilence) return undefined;
  return `it is on another machine, and took the lock or stored the state ${Math.floor(silence / 60_000)} minutes ago`;
}

export async function holderFacts(stack: SynthesizedStack, lock: StateLock, now = Date.now()): Promise<HolderFacts> {
  const [process, stored] = await Promise.all([terraformOf(stack), lastStored(stack)]);
  const latest = Math.max(Date.parse(lock.Created) || now, stored ?? 0);
  // Terraform writes user@host.
  return { isHere: lock.Who.endsWith(`@${hostname()}`), process, silence: Math.max(0, now - latest) };
}

/** A Terraform on this machine that runs in a folder of the stack, or in one that this user may not see. */
async function terraformOf({ backend }: SynthesizedStack): Promise<number | undefined> {
  const running = await runningPrograms(terraformProgram());
  const found = running.find(({ folder, environment }) => {
    if (folder === undefined) return true;
    // Another endpoint, such as another emulator's, has another bucket of that name.
    if (environment?.AWS_ENDPOINT_URL !== process.env.AWS_ENDPOINT_URL) return false;
    const other = readTerraformJson(folder)?.terraform.backend.s3;
    return other?.bucket === backend.bucket && other.key === backend.key;
  });
  return found?.id;
}

async function lastStored({ backend }: SynthesizedStack): Promise<number | undefined> {
  try {
    const head = await awsClient(S3Client, backend.region).send(
      new HeadObjectCommand({ Bucket: backend.bucket, Key: backend.key }),
    );
    return head.LastModified?.getTime();
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
