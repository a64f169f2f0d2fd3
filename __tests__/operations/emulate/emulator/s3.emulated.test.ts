import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { Emulator } from "../../../../src/operations/emulate/emulator/emulator";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await Emulator.start({ accountId: "111122223333", region: "us-east-1" });
});
afterAll(() => emulator.stop());

test("a bucket whose versioning is suspended gives up every version, also a delete marker", async () => {
  const s3 = new S3Client({
    ...{ region: "us-east-1", endpoint: emulator.url, forcePathStyle: true },
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const Bucket = "versions";
  const setVersioning = (Status: "Enabled" | "Suspended"): Promise<unknown> =>
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  const versions = async (): Promise<ObjectIdentifier[]> => {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  };
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "page", Body: "before versions" }));
  await setVersioning("Enabled");
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "page" }));
  await setVersioning("Suspended");
  expect(await versions()).toHaveLength(2);

  await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: await versions() } }));

  expect(await versions()).toEqual([]);
});
