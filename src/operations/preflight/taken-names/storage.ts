import { BackupClient, paginateListBackupVaults } from "@aws-sdk/client-backup";
import { ECRClient, paginateDescribeRepositories } from "@aws-sdk/client-ecr";
import { EFSClient, paginateDescribeFileSystems } from "@aws-sdk/client-efs";
import { HeadBucketCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";

import { awsClient } from "../../aws/client";
import { each, listed, type Lookup, own } from "./lookup";

export const buckets: Lookup = (names, region) => {
  const client = awsClient(S3Client, region, { followRegionRedirects: true });
  return each(names, async (name) => {
    try {
      await client.send(new HeadBucketCommand({ Bucket: name }));
      return own(name);
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === 404) return undefined;
      if (status === 403) return { by: "another account" };
      throw error;
    }
  });
};

/** By the creation token, of which an account has each once. */
export const fileSystems: Lookup = (names, region) =>
  listed(names, paginateDescribeFileSystems({ client: awsClient(EFSClient, region) }, {}), ({ FileSystems }) =>
    FileSystems?.map(({ CreationToken, FileSystemId }) => [CreationToken, FileSystemId]),
  );

export const backupVaults: Lookup = (names, region) =>
  listed(names, paginateListBackupVaults({ client: awsClient(BackupClient, region) }, {}), ({ BackupVaultList }) =>
    BackupVaultList?.map(({ BackupVaultName }) => [BackupVaultName]),
  );

export const repositories: Lookup = (names, region) =>
  listed(names, paginateDescribeRepositories({ client: awsClient(ECRClient, region) }, {}), ({ repositories: found }) =>
    found?.map(({ repositoryName }) => [repositoryName]),
  );
