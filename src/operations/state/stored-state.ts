import { GetObjectCommand, NoSuchBucket, NoSuchKey, S3Client } from "@aws-sdk/client-s3";

import type { SynthesizedStack } from "../synthesis/synthesized-stack";
import type { State } from "../terraform/terraform";

/** A stack's state, read from its bucket without Terraform; `undefined` when nothing has been stored yet. */
export async function readStoredState(
  { backend }: SynthesizedStack,
  s3 = new S3Client({ region: backend.region }),
): Promise<State | undefined> {
  const { bucket: Bucket, key: Key } = backend;
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return JSON.parse((await Body?.transformToString()) ?? "") as State;
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NoSuchBucket) return undefined;
    throw error;
  }
}
