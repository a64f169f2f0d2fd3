import { CreateKeyCommand, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import { CopyObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { Laboratory, stateObject } from "./support/laboratory";
import { product } from "./support/product";

/** A request in the middle of the creation of resources; `npm run test:interruptions` tries many others. */
const moment = 180;

let laboratory: Laboratory;
beforeAll(async () => {
  laboratory = await Laboratory.start();
  await laboratory.reset();
});
afterAll(() => laboratory.stop());

test("a first deploy that was killed converges by one repetition", async () => {
  await laboratory.use("first");
  await laboratory.deployKilledAt(moment);
  const { exitCode, output } = await laboratory.deploy();
  expect(output).toContain("The lock is freed.");
  expect(exitCode).toBe(0);
  expect(await laboratory.planned()).toBe("");
  expect(await laboratory.outsideState()).toEqual([]);
});

test("an older state that was restored after a change converges, and what is not in the state then is listed", async () => {
  const before = await latestVersion();
  await laboratory.use("changed");
  await laboratory.requestsOfDeploy();
  const { Bucket, Key } = stateObject;
  await laboratory.s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${Key}?versionId=${before}` }));
  const [unmanaged, deleted] = [await createKey(), await createKey()];
  await laboratory.kms.send(new ScheduleKeyDeletionCommand({ KeyId: deleted }));

  const { exitCode, output } = await laboratory.deploy();

  expect(output).toContain("The state was not complete, and is now:");
  expect(output).toContain(
    `:key/${unmanaged}, 1.00 dollars a month\n    backups may need it: look at it in the console`,
  );
  expect(output).not.toContain(`:key/${deleted},`);
  expect(exitCode).toBe(0);
  expect(await laboratory.planned()).toBe("");
  const outside = await laboratory.outsideState();
  expect(outside.filter((arn) => !arn.includes(":key/"))).toEqual([]);
});

async function latestVersion(): Promise<string> {
  const { Bucket, Key: Prefix } = stateObject;
  const { Versions = [] } = await laboratory.s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
  return Versions.find(({ Key, IsLatest }) => Key === Prefix && IsLatest === true)?.VersionId ?? "";
}

/** A key with the tags of the product that nothing configures. */
async function createKey(): Promise<string> {
  const tags = { product: product.name, environment: product.name, "managed-by": "fargate-platform" };
  const Tags = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const { KeyMetadata } = await laboratory.kms.send(new CreateKeyCommand({ Tags }));
  return KeyMetadata?.KeyId ?? "";
}
