import { DescribeKeyCommand, KMSClient, NotFoundException } from "@aws-sdk/client-kms";
import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";

import { awsClient } from "../aws/client";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Check, type Finding, missing, ok } from "./check";

export const stateBucket: Check = {
  title: "state bucket",
  needs: ["credentials"],
  otherwise: "the state bucket is not ready",
  run: async ({ stack }) => [judgeBucket(stack, await look(stack))],
};

type KeyState = "enabled" | "absent" | "unusable";

export interface BucketFacts {
  readonly bucket: "there" | "absent" | "forbidden";
  readonly versioning?: string | undefined;
  readonly encryption?: string | undefined;
  readonly key?: KeyState;
}

/** What a state bucket lacks; bootstrapping completes it. */
export function judgeBucket({ name, accountId, backend }: SynthesizedStack, facts: BucketFacts): Finding {
  const { bucket } = backend;
  const bootstrap = `npm run bootstrap -- ${name}`;
  if (facts.bucket === "absent") return missing(`${bucket} does not exist; the account is not bootstrapped`, bootstrap);
  if (facts.bucket === "forbidden") {
    return missing(
      `${bucket} is another account's, or your credentials may not use it`,
      `Use credentials of account ${accountId} with s3:ListBucket on it, or choose another name for the state bucket.`,
    );
  }
  const lacks = [
    ...(facts.versioning === "Enabled" ? [] : ["is not versioned"]),
    ...(facts.encryption === "aws:kms" ? [] : ["is not encrypted with KMS"]),
    ...(facts.key === "enabled" ? [] : [`has no usable key ${backend.kms_key_id ?? ""}`]),
  ];
  return lacks.length === 0
    ? ok(`${bucket} is there, versioned and encrypted`)
    : missing(`${bucket} ${lacks.join(" and ")}`, bootstrap);
}

async function look({ accountId, backend, region }: SynthesizedStack): Promise<BucketFacts> {
  const s3 = awsClient(S3Client, region);
  const owned = { Bucket: backend.bucket, ExpectedBucketOwner: accountId };
  try {
    await s3.send(new HeadBucketCommand(owned));
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return { bucket: "absent" };
    if (status === 403) return { bucket: "forbidden" };
    throw error;
  }
  const [{ Status }, encryption, key] = await Promise.all([
    s3.send(new GetBucketVersioningCommand(owned)),
    encryptionOf(s3, owned),
    keyOf(awsClient(KMSClient, region), backend.kms_key_id ?? ""),
  ]);
  return { bucket: "there", versioning: Status, encryption, key };
}

async function encryptionOf(s3: S3Client, owned: { readonly Bucket: string }): Promise<string | undefined> {
  try {
    const { ServerSideEncryptionConfiguration: found } = await s3.send(new GetBucketEncryptionCommand(owned));
    return found?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

async function keyOf(kms: KMSClient, KeyId: string): Promise<KeyState> {
  try {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    return KeyMetadata?.KeyState === "Enabled" ? "enabled" : "unusable";
  } catch (error) {
    if (error instanceof NotFoundException) return "absent";
    throw error;
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
