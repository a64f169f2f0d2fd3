import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, S3Client } from "@aws-sdk/client-s3";

import { awsClient } from "../aws/client";
import { isRecord } from "../../terraform-json/record";
import { isDenied } from "../aws/aws-error";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { parsed } from "./state-text";

/** Terraform's word for "do not wait for a lock". */
export const noLockTimeout = "0s";

/** What Terraform's S3 backend writes into a state's lock file. */
export interface StateLock {
  readonly ID: string;
  readonly Operation: string;
  readonly Who: string;
  readonly Created: string;
}

/** A lock file, and what is wrong with it where it does not say who holds the lock. */
export type LockFile =
  { readonly kind: "lock"; readonly lock: StateLock } | { readonly kind: "damaged"; readonly how: string };

/** The lock file of the stack's state, if any. */
export async function readLockFile(
  stack: SynthesizedStack,
  s3 = awsClient(S3Client, stack.region),
): Promise<LockFile | undefined> {
  try {
    const object = await s3.send(new GetObjectCommand(lockObject(stack)));
    const json = parsed((await object.Body?.transformToString()) ?? "");
    if (typeof json === "string") return { kind: "damaged", how: json };
    if (isLock(json.value)) return { kind: "lock", lock: json.value };
    return { kind: "damaged", how: "is not a lock of Terraform" };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/**
 * The lock that is held on the stack's state, if any.
 *
 * @throws Failure when the lock file does not say who holds it
 */
export async function readStateLock(stack: SynthesizedStack, s3?: S3Client): Promise<StateLock | undefined> {
  const file = await readLockFile(stack, s3);
  if (file?.kind === "damaged") throw new Failure(damagedLockMessage(stack, file.how));
  return file?.lock;
}

/**
 * The lock, for a command that must not go on without knowing it.
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
        `Use credentials with s3:ListBucket on the bucket ${bucket}, s3:GetObject on ${key}.tflock in it, and kms:Decrypt with the state encryption key.`,
      ].join("\n"),
    );
  }
}

/** Says who holds the lock, how to wait for it, and how to free it when its holder is gone. */
export function lockHeldMessage({ name }: SynthesizedStack, lock: StateLock): string {
  return [
    `The state of ${name} is locked, so nothing was changed:`,
    ...lockLines(lock),
    "To wait for it, repeat the command with  --lock-timeout 10m",
    "If its holder is gone, free the lock and repeat:",
    `  npm run recover -- ${name}`,
  ].join("\n");
}

/** Who holds a lock, since when and for what. */
export function lockLines(lock: StateLock): string[] {
  return [`  held by    ${lock.Who}`, `  since      ${lock.Created}`, `  doing      ${lock.Operation}`];
}

function damagedLockMessage(stack: SynthesizedStack, how: string): string {
  const { Bucket, Key } = lockObject(stack);
  return [
    `The state of ${stack.name} is locked, and by whom is not known: s3://${Bucket}/${Key} ${how}. Nothing was changed.`,
    "If nothing works on the environment now, free the lock and repeat:",
    `  npm run recover -- ${stack.name}`,
  ].join("\n");
}

/** @throws Failure when the stack's lock is held, or may not be read, and the command does not wait */
export async function checkLock(stack: SynthesizedStack, lockTimeout: string): Promise<void> {
  if (lockTimeout !== noLockTimeout) return;
  const lock = await requireStateLock(stack);
  if (lock) throw new Failure(lockHeldMessage(stack, lock));
}

/** Deletes the lock file, as Terraform does when it is done. */
export async function deleteLockFile(stack: SynthesizedStack, s3 = awsClient(S3Client, stack.region)): Promise<void> {
  await s3.send(new DeleteObjectCommand(lockObject(stack)));
}

function lockObject({ backend }: SynthesizedStack): { readonly Bucket: string; readonly Key: string } {
  return { Bucket: backend.bucket, Key: `${backend.key}.tflock` };
}

function isLock(value: unknown): value is StateLock {
  if (!isRecord(value)) return false;
  return ["ID", "Operation", "Who", "Created"].every((name) => typeof value[name] === "string");
}
