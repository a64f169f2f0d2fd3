import {
  BackupClient,
  DescribeBackupVaultCommand,
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
} from "@aws-sdk/client-backup";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { DescribeDBInstanceAutomatedBackupsCommand, RDSClient } from "@aws-sdk/client-rds";

import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import type { Body } from "../../terraform-json/body";
import { attributesOf, type State } from "../../terraform-json/state";

/** What there is to restore from, as AWS tells it. */
export interface Backups {
  /** What the plans back up, by ARN. */
  readonly selected: readonly string[];
  /** The vaults that recovery points go to, copies included, by ARN. */
  readonly vaults: readonly string[];
  /** The databases whose automated backups are in another region too, by ARN. */
  readonly replicated: readonly string[];
  /** The keys without which nothing of this can be read, by ARN, and whether they are enabled. */
  readonly keys: Readonly<Record<string, boolean>>;
}

/**
 * Looks for what the restore procedure needs: a plan that backs up all stateful resources, vaults here and in another region,
 * the database's automated backups there, and enabled keys in both.
 *
 * @returns what there is, in words
 * @throws Failure with everything that is missing
 */
export async function lookForBackups(state: State, region: string): Promise<string> {
  if (attributesOf(state, "aws_backup_plan").length === 0) return "the environment has no recovery";
  const backups = await findBackups(state, region);
  const missing = missingBackups(statefulResources(state), backups);
  if (missing.length > 0)
    throw new Failure(["A restore would fail:", ...missing.map((line) => `  ${line}`)].join("\n"));
  const regions = [...new Set(backups.vaults.map(regionOf))].join(" and ");
  return `${backups.selected.length} backed up to ${regions}, ${backups.replicated.length} replicated`;
}

/** What a restore would lack, one line each. */
export function missingBackups(
  { databases, fileSystems, buckets }: ReturnType<typeof statefulResources>,
  { selected, vaults, replicated, keys }: Backups,
): string[] {
  return [
    ...[...databases, ...fileSystems, ...buckets]
      .filter((arn) => !selected.includes(arn))
      .map((arn) => `no plan backs up ${arn}`),
    ...(new Set(vaults.map(regionOf)).size < 2 ? ["no plan copies its backups to another region"] : []),
    ...databases
      .filter((arn) => !replicated.includes(arn))
      .map((arn) => `the automated backups of ${arn} are in its own region alone`),
    ...Object.entries(keys)
      .filter(([, isEnabled]) => !isEnabled)
      .map(([arn]) => `the key ${arn} is not enabled`),
  ];
}

/** By ARN. Of the buckets those that CloudFront serves; the others hold logs. */
function statefulResources(state: State): Record<"databases" | "fileSystems" | "buckets", readonly string[]> {
  const arns = (blocks: readonly Body[]): string[] => blocks.map(({ arn }) => String(arn));
  const origins = attributesOf(state, "aws_cloudfront_distribution").flatMap(({ origin }) =>
    (origin as { domain_name: string }[]).map(({ domain_name: host }) => host),
  );
  const handedOut = attributesOf(state, "aws_s3_bucket").filter(({ bucket_regional_domain_name: host }) =>
    origins.includes(String(host)),
  );
  return {
    databases: arns(attributesOf(state, "aws_db_instance")),
    fileSystems: arns(attributesOf(state, "aws_efs_file_system")),
    buckets: arns(handedOut),
  };
}

async function findBackups(state: State, region: string): Promise<Backups> {
  const plans = await Promise.all(
    attributesOf(state, "aws_backup_selection").map((selection) => describeSelection(selection, region)),
  );
  const vaults = [...new Set(plans.flatMap((plan) => plan.vaults))];
  const replications = await Promise.all(
    attributesOf(state, "aws_db_instance_automated_backups_replication").map(({ id }) =>
      describeReplication(String(id)),
    ),
  );
  const vaultKeys = await Promise.all(vaults.map(keyOfVault));
  const keyArns = [...new Set([...vaultKeys, ...replications.map(({ key }) => key)])];
  return {
    selected: plans.flatMap(({ resources }) => resources),
    vaults,
    replicated: replications.flatMap(({ source, region }) => (regionOf(source) === region ? [] : [source])),
    keys: Object.fromEntries(await Promise.all(keyArns.map(async (arn) => [arn, await isEnabled(arn)] as const))),
  };
}

async function describeSelection(
  { id, plan_id: planId }: Body,
  region: string,
): Promise<{ resources: string[]; vaults: string[] }> {
  const client = awsClient(BackupClient, region);
  const BackupPlanId = String(planId);
  const { BackupSelection } = await client.send(
    new GetBackupSelectionCommand({ BackupPlanId, SelectionId: String(id) }),
  );
  const { BackupPlan, BackupPlanArn = "" } = await client.send(new GetBackupPlanCommand({ BackupPlanId }));
  const rules = BackupPlan?.Rules ?? [];
  const own = rules.map(({ TargetBackupVaultName: name }) =>
    BackupPlanArn.replace(/backup-plan:.*/, `backup-vault:${name ?? ""}`),
  );
  const copies = rules.flatMap(({ CopyActions = [] }) =>
    CopyActions.map((copy) => copy.DestinationBackupVaultArn ?? ""),
  );
  return { resources: BackupSelection?.Resources ?? [], vaults: [...own, ...copies] };
}

async function keyOfVault(arn: string): Promise<string> {
  const BackupVaultName = arn.split(":").at(-1);
  const client = awsClient(BackupClient, regionOf(arn));
  return (await client.send(new DescribeBackupVaultCommand({ BackupVaultName }))).EncryptionKeyArn ?? "";
}

async function describeReplication(arn: string): Promise<{ source: string; region: string; key: string }> {
  const region = regionOf(arn);
  const { DBInstanceAutomatedBackups = [] } = await awsClient(RDSClient, region).send(
    new DescribeDBInstanceAutomatedBackupsCommand({ DBInstanceAutomatedBackupsArn: arn }),
  );
  const [backup] = DBInstanceAutomatedBackups;
  return { source: backup?.DBInstanceArn ?? "", region, key: backup?.KmsKeyId ?? "" };
}

async function isEnabled(keyArn: string): Promise<boolean> {
  const { KeyMetadata } = await awsClient(KMSClient, regionOf(keyArn)).send(new DescribeKeyCommand({ KeyId: keyArn }));
  return KeyMetadata?.KeyState === "Enabled";
}

function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}
