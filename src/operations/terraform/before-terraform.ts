import { HeadBucketCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";

import { awsClient } from "../aws/client";
import { callerOf, checkAccount } from "../aws/account-check";
import { Failure } from "../failure";
import { run } from "../processes/child-process";
import { readStoredState } from "../state/stored-state";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { checkTerraformVersion } from "./terraform-version";

/**
 * What must hold before Terraform touches a stack: Terraform fits, the credentials are for its account, its state bucket
 * is there, and the state in it, if any, is whole.
 *
 * @throws Failure with the first of these that does not hold
 */
export async function checkBeforeTerraform(stack: SynthesizedStack): Promise<void> {
  await checkTerraformVersion(run);
  checkAccount(stack, await callerOf(stack.region));
  await checkStateBucket(stack);
  await readStoredState(stack);
}

async function checkStateBucket(stack: SynthesizedStack): Promise<void> {
  const { bucket, region } = stack.backend;
  try {
    await awsClient(S3Client, region).send(
      new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: stack.accountId }),
    );
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    throw new Failure(
      error.$metadata.httpStatusCode === 404
        ? `The state bucket ${bucket} does not exist yet. Create it once for the account:  npm run bootstrap -- ${stack.name}`
        : `The state bucket ${bucket} cannot be used: ${error.message}. It must belong to account ${stack.accountId}, and your credentials need s3:ListBucket on it.`,
    );
  }
}
