import { type S3Client, S3ServiceException } from "@aws-sdk/client-s3";

import { Failure } from "../failure";
import { readStoredState } from "../state/stored-state";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { State } from "../../terraform-json/state";

/**
 * The state of a stack; `undefined` when there is none yet.
 *
 * @throws Failure when it may not be read, or is damaged
 */
export async function readState(stack: SynthesizedStack, s3: S3Client): Promise<State | undefined> {
  const { bucket, key } = stack.backend;
  try {
    return await readStoredState(stack, s3);
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    throw new Failure(
      `The state s3://${bucket}/${key} cannot be read: ${error.message}\nYour credentials need s3:GetObject and s3:ListBucket on it, and kms:Decrypt on its key.`,
    );
  }
}
