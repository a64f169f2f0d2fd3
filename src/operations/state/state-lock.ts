import path from "node:path";

import { GetObjectCommand, NoSuchKey, S3Client } from "@aws-sdk/client-s3";

import { isDenied } from "../aws/aws-error";
import { Failure } from "../failure";
import { outputFolder } from "../synthesis/synthesize";
import type { SynthesizedStack } from "../synthesis/synthesized-stack";

/** Terraform's word for "do not wait for a lock". */
export const noLockTimeout = "0s";

/** What Terraform's S3 backend writes into a state's lock file. */
export interface StateLock {
  readonly ID: string;
  readonly Operation: string;
  readonly Who: string;
  readonly Created: string;
}

/** The lock that somebody holds on the stack's state, if any. */
export async function readStateLock(
  stack: SynthesizedStack,
  s3 = new S3Client({ region: stack.region }),
): Promise<StateLock | undefined> {
  const { bucket, key } = stack.backend;
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: `${key}.tflock` }));
    return JSON.parse((await object.Body?.transformToString()) ?? "") as StateLock;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/**
 * The lock, for whoever must not go on without knowing it.
 *
 * @throws Failure when the credentials may not read it
 */
export async function requireStateLock(stack: SynthesizedStack, s3?: S3Client): Promise<StateLock | undefined> {
  try {
    return await readStateLock(stack, s3);
  } catch (error) {
    if (!(error instanceof Error) || !isDenied(error)) throw error;
    const { bucket, key } = stack.backend;
    throw new Failure(
      [
        `Whether the state of ${stack.name} is locked may not be read, so nothing was changed: ${error.message}`,
        `Use credentials with s3:ListBucket on the bucket ${bucket}, s3:GetObject on ${key}.tflock in it, and kms:Decrypt with the state's key.`,
      ].join("\n"),
    );
  }
}

/** Says who holds the lock, how to wait for it, and how to free it when its holder is dead. */
export function lockHeldMessage({ name }: SynthesizedStack, lock: StateLock): string {
  return [
    `The state of ${name} is locked, so nothing was changed:`,
    `  held by    ${lock.Who}`,
    `  since      ${lock.Created}`,
    `  doing      ${lock.Operation}`,
    "To wait for it, repeat the command with  --lock-timeout 10m",
    "If its holder is dead, free the lock and repeat:",
    `  (cd ${path.join(outputFolder, "stacks", name)} && terraform init && terraform force-unlock ${lock.ID})`,
  ].join("\n");
}

/** @throws Failure when somebody holds the stack's lock, or it may not be read, and the command is not told to wait */
export async function checkLock(stack: SynthesizedStack, lockTimeout: string): Promise<void> {
  if (lockTimeout !== noLockTimeout) return;
  const lock = await requireStateLock(stack);
  if (lock) throw new Failure(lockHeldMessage(stack, lock));
}
