import { GetObjectCommand, ListObjectVersionsCommand, NoSuchBucket, NoSuchKey, S3Client } from "@aws-sdk/client-s3";

import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { readStateText, type StoredState } from "./state-text";

/** Earlier versions that a message lists, and that are searched for a whole one. */
const listedVersions = 10;

/** Says that an object is no state, and how to get the last whole version of it back. */
export class DamagedState extends Failure {
  constructor(
    readonly what: string,
    readonly fix: string,
  ) {
    super(`${what}\n${fix}`);
  }
}

interface Version {
  readonly id: string;
  readonly date: string;
  readonly bytes: number;
  readonly isWhole: boolean;
}

/**
 * A stack's state, read from its bucket without Terraform; `undefined` when nothing has been stored yet.
 *
 * @throws DamagedState when the object is cut off, empty or anything but a state
 */
export async function readStoredState(
  stack: SynthesizedStack,
  s3 = awsClient(S3Client, stack.backend.region),
): Promise<StoredState | undefined> {
  const text = await textOf(s3, stack);
  if (text === undefined) return undefined;
  const read = readStateText(text);
  if (read.kind === "whole") return read.state;
  throw damaged(stack, read.how, await earlierVersions(s3, stack));
}

async function textOf(s3: S3Client, { backend }: SynthesizedStack, VersionId?: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: backend.bucket, Key: backend.key, VersionId }));
    return (await Body?.transformToString()) ?? "";
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NoSuchBucket) return undefined;
    throw error;
  }
}

async function earlierVersions(s3: S3Client, stack: SynthesizedStack): Promise<Version[]> {
  const { bucket, key } = stack.backend;
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, MaxKeys: 100 }));
  const earlier = Versions.filter(({ Key, IsLatest }) => Key === key && IsLatest !== true).slice(0, listedVersions);
  return Promise.all(
    earlier.map(async ({ VersionId: id = "", LastModified, Size: bytes = 0 }) => ({
      ...{ id, bytes, date: LastModified?.toISOString() ?? "" },
      isWhole: readStateText((await textOf(s3, stack, id)) ?? "").kind === "whole",
    })),
  );
}

function damaged({ name, backend }: SynthesizedStack, how: string, versions: readonly Version[]): DamagedState {
  const { bucket, key } = backend;
  const whole = versions.find(({ isWhole }) => isWhole);
  const listed = versions.map(
    ({ id, date, bytes, isWhole }) => `  ${date}  ${bytes} bytes  ${id}${isWhole ? "" : "  (damaged, too)"}`,
  );
  return new DamagedState(
    `The state of ${name} cannot be used: s3://${bucket}/${key} ${how}.`,
    [
      ...(listed.length === 0
        ? ["The bucket has no earlier version of it."]
        : ["Its earlier versions, the latest first:", ...listed]),
      ...(whole
        ? [
            "Put the latest whole one back:",
            `  aws s3api copy-object --bucket ${bucket} --key ${key} --copy-source '${bucket}/${key}?versionId=${whole.id}'`,
          ]
        : [
            "None is whole. Delete the object; its versions stay:",
            `  aws s3api delete-object --bucket ${bucket} --key ${key}`,
          ]),
      "Then bring what exists in AWS and is not in that state back into it:",
      `  npm run recover -- ${name}`,
    ].join("\n"),
  );
}
