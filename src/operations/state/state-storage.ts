import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  KMSClient,
  NotFoundException,
  paginateListAliases,
  paginateListKeys,
} from "@aws-sdk/client-kms";
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";

import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** By this a key is found again whose alias an interruption prevented. */
const keyDescription = "Terraform state";

/**
 * Creates what a foundation's own backend needs and Terraform therefore cannot create: the state bucket and its key. What is
 * there already stays as it is.
 *
 * @returns what was created, in words; empty when all was there
 * @throws Failure when the bucket's name is taken by another account
 */
export async function createStateStorage(foundation: SynthesizedStack): Promise<string[]> {
  const bucket = new StateBucket(foundation);
  const isMissing = await bucket.isMissing();
  const keyCreated = await createStateKey(foundation);
  return [...keyCreated, ...(isMissing ? await bucket.create() : []), ...(await bucket.secure())];
}

async function createStateKey({ backend, region }: SynthesizedStack): Promise<string[]> {
  const kms = awsClient(KMSClient, region);
  const alias = (backend.kms_key_id ?? "").replace(/^.*:(?=alias\/)/, "");
  if (await hasAlias(kms, alias)) return [];
  const keyId = (await abandonedKey(kms)) ?? (await createKey(kms));
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: keyId }));
  return [`KMS key ${alias}`];
}

async function hasAlias(kms: KMSClient, alias: string): Promise<boolean> {
  try {
    await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    return true;
  } catch (error) {
    if (error instanceof NotFoundException) return false;
    throw error;
  }
}

async function abandonedKey(kms: KMSClient): Promise<string | undefined> {
  const withAlias = new Set<string | undefined>();
  for await (const page of paginateListAliases({ client: kms }, {})) {
    for (const { TargetKeyId } of page.Aliases ?? []) withAlias.add(TargetKeyId);
  }
  for await (const page of paginateListKeys({ client: kms }, {})) {
    for (const { KeyId } of page.Keys ?? []) {
      if (KeyId === undefined || withAlias.has(KeyId)) continue;
      const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId }));
      if (key?.Description === keyDescription && key.KeyState === "Enabled") return KeyId;
    }
  }
  return undefined;
}

async function createKey(kms: KMSClient): Promise<string> {
  const { KeyMetadata: key } = await kms.send(
    new CreateKeyCommand({ Description: keyDescription, KeyUsage: "ENCRYPT_DECRYPT" }),
  );
  return key?.KeyId ?? "";
}

class StateBucket {
  private readonly s3: S3Client;
  private readonly owned: { readonly Bucket: string; readonly ExpectedBucketOwner: string };

  constructor(private readonly foundation: SynthesizedStack) {
    this.s3 = awsClient(S3Client, foundation.region);
    this.owned = { Bucket: foundation.backend.bucket, ExpectedBucketOwner: foundation.accountId };
  }

  async isMissing(): Promise<boolean> {
    try {
      await this.s3.send(new HeadBucketCommand(this.owned));
      return false;
    } catch (error) {
      if (statusOf(error) === 404) return true;
      if (statusOf(error) !== 403) throw error;
      throw new Failure(
        [
          `The bucket name ${this.owned.Bucket} is taken by another account, or your credentials may not use it; nothing was created.`,
          `Choose another name for the state bucket, or use credentials with s3:ListBucket on it in account ${this.foundation.accountId}.`,
        ].join("\n"),
      );
    }
  }

  async create(): Promise<string[]> {
    const { region } = this.foundation;
    // us-east-1 is the one region that must not be named.
    const elsewhere = { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
    await this.s3.send(
      new CreateBucketCommand({ Bucket: this.owned.Bucket, ...(region === "us-east-1" ? {} : elsewhere) }),
    );
    return [`S3 bucket ${this.owned.Bucket}`];
  }

  /** Completes what an interruption may have left out. */
  async secure(): Promise<string[]> {
    return [...(await this.blockPublicAccess()), ...(await this.enableVersioning()), ...(await this.encrypt())];
  }

  private async blockPublicAccess(): Promise<string[]> {
    try {
      await this.s3.send(new GetPublicAccessBlockCommand(this.owned));
      return [];
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    };
    await this.s3.send(new PutPublicAccessBlockCommand({ ...this.owned, PublicAccessBlockConfiguration }));
    return ["its public access block"];
  }

  private async enableVersioning(): Promise<string[]> {
    const { Status } = await this.s3.send(new GetBucketVersioningCommand(this.owned));
    if (Status === "Enabled") return [];
    await this.s3.send(
      new PutBucketVersioningCommand({ ...this.owned, VersioningConfiguration: { Status: "Enabled" } }),
    );
    return ["its versioning"];
  }

  private async encrypt(): Promise<string[]> {
    if ((await this.encryption()) === "aws:kms") return [];
    const { kms_key_id: KMSMasterKeyID } = this.foundation.backend;
    const rule = {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const, KMSMasterKeyID },
      BucketKeyEnabled: true,
    };
    await this.s3.send(
      new PutBucketEncryptionCommand({ ...this.owned, ServerSideEncryptionConfiguration: { Rules: [rule] } }),
    );
    return ["its encryption"];
  }

  private async encryption(): Promise<string | undefined> {
    try {
      const { ServerSideEncryptionConfiguration: found } = await this.s3.send(
        new GetBucketEncryptionCommand(this.owned),
      );
      return found?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof S3ServiceException)) throw error;
  return error.$metadata.httpStatusCode;
}
