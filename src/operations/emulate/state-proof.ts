import { setTimeout as pause } from "node:timers/promises";

import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

import { interruption } from "../interruption";
import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import { type StateLock, readStateLock } from "../state/state-lock";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** Watches for the lock of a stack's state while `work` runs. */
export async function seeLockDuring<T>(
  stack: SynthesizedStack,
  work: Promise<T>,
): Promise<{ result: T; lock: StateLock | undefined }> {
  const ended = new AbortController();
  const watching = watchForLock(stack, ended.signal);
  try {
    const result = await work;
    return { result, lock: await settle(watching, ended) };
  } catch (error) {
    await settle(watching, ended).catch(() => undefined);
    throw error;
  }
}

async function settle<T>(watching: Promise<T>, ended: AbortController): Promise<T> {
  ended.abort();
  return watching;
}

async function watchForLock(stack: SynthesizedStack, ended: AbortSignal): Promise<StateLock | undefined> {
  while (!ended.aborted) {
    const lock = await readStateLock(stack);
    if (lock) return lock;
    await pause(200, undefined, { signal: interruption });
  }
  return undefined;
}

/** @throws Failure unless the state lies in its bucket, encrypted with the account's key, and is not locked any more */
export async function checkStoredState(stack: SynthesizedStack): Promise<void> {
  const { bucket, key, region } = stack.backend;
  const head = await awsClient(S3Client, region).send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  if (head.ServerSideEncryption !== "aws:kms") {
    throw new Failure(
      `s3://${bucket}/${key} is not encrypted with KMS, but ${head.ServerSideEncryption ?? "not at all"}.`,
    );
  }
  const lock = await readStateLock(stack);
  if (lock) throw new Failure(`s3://${bucket}/${key} is still locked by ${lock.Who} after the deploy.`);
}
