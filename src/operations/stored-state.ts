import { GetObjectCommand, NoSuchBucket, NoSuchKey, S3Client } from "@aws-sdk/client-s3";

import type { SynthesizedStack } from "./synthesized-stack";
import type { State } from "./terraform";

/** A stack's state, read from its bucket without Terraform; `undefined` when nothing has been stored yet. */
export async function readStoredState({ backend }: SynthesizedStack): Promise<State | undefined> {
  const { bucket: Bucket, key: Key, region } = backend;
  try {
    const { Body } = await new S3Client({ region }).send(new GetObjectCommand({ Bucket, Key }));
    return JSON.parse((await Body?.transformToString()) ?? "") as State;
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NoSuchBucket) return undefined;
    throw error;
  }
}
