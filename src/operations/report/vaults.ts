import {
  BackupClient,
  ListBackupJobsCommand,
  ListRecoveryPointsByBackupVaultCommand,
  paginateListBackupVaults,
} from "@aws-sdk/client-backup";

import type { VaultFact } from "../../report/facts";
import { allPages, ofEach } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

const recentDays = 3;

/** Vaults of AWS Backup, with what came into them lately. */
export async function readVaults(session: AwsSession, deployed: DeployedStack): Promise<VaultFact[]> {
  const declared = deployed.of("aws_backup_vault").map((resource) => ({
    name: deployed.text(resource, "name") ?? resource.name,
    region: resource.region,
  }));
  const regions = [...new Set(declared.map(({ region }) => region))];
  // Of a vault that is not there AWS says that one may not read it.
  const existing = new Set(
    (
      await ofEach(regions, async (region) => {
        const client = session.client(BackupClient, region);
        const vaults = await allPages(paginateListBackupVaults({ client }, {}), (page) => page.BackupVaultList);
        return vaults.map(({ BackupVaultName = "" }) => `${region} ${BackupVaultName}`);
      })
    ).flat(),
  );
  return ofEach(declared, async ({ name, region }) => ({
    ...{ name, region },
    live: existing.has(`${region} ${name}`) ? await contentOf(session.client(BackupClient, region), name) : undefined,
  }));
}

async function contentOf(backup: BackupClient, name: string): Promise<VaultFact["live"]> {
  const ByCreatedAfter = new Date(Date.now() - recentDays * 86_400_000);
  const [{ RecoveryPoints = [] }, { BackupJobs = [] }] = await Promise.all([
    backup.send(
      new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: name, ByCreatedAfter, MaxResults: 1000 }),
    ),
    backup.send(new ListBackupJobsCommand({ ByBackupVaultName: name, ByState: "FAILED", ByCreatedAfter })),
  ]);
  const complete = RecoveryPoints.filter(({ Status }) => Status === "COMPLETED");
  const times = complete.flatMap(({ CreationDate }) => CreationDate?.getTime() ?? []);
  return {
    recent: complete.length,
    latestAt: times.length === 0 ? undefined : new Date(Math.max(...times)).toISOString(),
    failures: [
      ...new Set(BackupJobs.map(({ ResourceArn = "", StatusMessage = "" }) => `${ResourceArn}: ${StatusMessage}`)),
    ],
  };
}
