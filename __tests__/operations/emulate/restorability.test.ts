import { describe, expect, test } from "@jest/globals";

import { type Backups, missingBackups } from "../../../src/operations/emulate/restorability";

const database = "arn:aws:rds:us-east-1:111122223333:db:shop";
const files = "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1";
const bucket = "arn:aws:s3:::shop-assets";
const holdsData = { databases: [database], fileSystems: [files], buckets: [bucket] };
const vault = (region: string): string => `arn:aws:backup:${region}:111122223333:backup-vault:shop`;
const key = "arn:aws:kms:us-west-2:111122223333:key/1";

const complete: Backups = {
  selected: [database, files, bucket],
  vaults: [vault("us-east-1"), vault("us-west-2")],
  replicated: [database],
  keys: { [key]: true },
};

describe("a restore", () => {
  test("lacks nothing when all that holds data is backed up twice, with keys that work", () => {
    expect(missingBackups(holdsData, complete)).toEqual([]);
  });

  test.each<[string, Partial<Backups>, string]>([
    ["a backup of something", { selected: [database, bucket] }, `no plan backs up ${files}`],
    [
      "another region",
      { vaults: [vault("us-east-1"), vault("us-east-1")] },
      "no plan copies its backups to another region",
    ],
    ["replicated backups", { replicated: [] }, `the automated backups of ${database} are in its own region alone`],
    ["a key that works", { keys: { [key]: false } }, `the key ${key} is not enabled`],
  ])("may lack %s", (_, change, line) => {
    expect(missingBackups(holdsData, { ...complete, ...change })).toEqual([line]);
  });
});
