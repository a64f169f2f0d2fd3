import { GetObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";

import { Failure } from "./failure";
import type { SynthesizedStack } from "./synthesized-stack";

/** The parts of a Terraform state (format 4) that the commands read. */
export interface State {
  readonly serial: number;
  readonly resources: readonly StateResource[];
}

export interface StateResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly instances: readonly StateInstance[];
}

export interface StateInstance {
  readonly index_key?: string | number;
  /** "tainted" when its creation did not come to its end. */
  readonly status?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/**
 * The state of a stack as it lies in its bucket; `undefined` when there is none yet.
 *
 * @throws Failure when it may not be read, or is no state
 */
export async function readState(
  stack: SynthesizedStack,
  s3 = new S3Client({ region: stack.region }),
): Promise<State | undefined> {
  const { bucket: Bucket, key: Key } = stack.backend;
  let text: string;
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket, Key, ExpectedBucketOwner: stack.accountId }));
    text = (await object.Body?.transformToString()) ?? "";
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    if (error.name === "NoSuchKey" || error.name === "NoSuchBucket") return undefined;
    throw new Failure(
      `The state s3://${Bucket}/${Key} cannot be read: ${error.message}\nYour credentials need s3:GetObject and s3:ListBucket on it, and kms:Decrypt on its key.`,
    );
  }
  return parsedState(text, `s3://${Bucket}/${Key}`);
}

/** @throws Failure when the text is no state of format 4 */
export function parsedState(text: string, where: string): State {
  try {
    const state = JSON.parse(text) as State & { version?: unknown };
    if (state.version === 4 && Array.isArray(state.resources)) return state;
  } catch {
    // The message below says it.
  }
  throw new Failure(`${where} is not a Terraform state of format 4.`);
}
