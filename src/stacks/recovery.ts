import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import type { Recovery as RecoveryConfig } from "../config/recovery";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
import { ReplicatedBackups } from "../constructs/database/replicated-backups";
import type { AwsLocation } from "../constructs/iam/aws-location";
import type { AlarmTopic } from "../constructs/observability/alarm-topic";
import { EventNotice } from "../constructs/observability/event-notice";
import { BackupPlan } from "../constructs/recovery/backup-plan";
import { BackupVault } from "../constructs/recovery/backup-vault";
import { EncryptionKey } from "../constructs/secrets/encryption-key";
import type { Names } from "../naming/names";
import type { Application } from "./application";
import type { StaticAssets } from "./static-assets";

export interface RecoveryProps {
  readonly environment: Environment;
  readonly recovery: RecoveryConfig;
  readonly names: Names;
  readonly location: AwsLocation;
  /** A scope whose resources are in the disaster-recovery region. */
  readonly recoveryScope: Construct;
  readonly database: PostgresInstance | undefined;
  readonly staticAssets: StaticAssets | undefined;
  readonly applications: ReadonlyMap<string, Application>;
  /** Is told of backups that fail. */
  readonly topic: AlarmTopic;
}

/** A key and a vault of one region. */
interface BackupRegion {
  readonly key: EncryptionKey;
  readonly vault: BackupVault;
}

/** How what an environment holds comes back: a vault here, a vault in the disaster-recovery region, a plan that fills both. */
export class Recovery extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: RecoveryProps,
  ) {
    super(scope, id);
    const { environment, recovery, names, location, recoveryScope, database } = props;
    const { onDestroy } = environment;
    const here = this.createBackupRegion(this, location);
    const there = this.createBackupRegion(recoveryScope, { ...location, region: recovery.region });
    if (database) {
      new ReplicatedBackups(recoveryScope, "database-backups", {
        database,
        encryptionKey: there.key,
        retentionDays: recovery.replicatedBackupRetentionDays ?? environment.database?.backupRetentionDays ?? 7,
        onDestroy,
      });
    }
    const plan = new BackupPlan(this, "plan", {
      ...recovery,
      name: names.of("backupPlan"),
      backupRoleName: names.of("backupRole"),
      restoreRoleName: names.of("restoreRole"),
      location,
      vault: here.vault,
      copyVault: there.vault,
      resourceArns: this.statefulArns(),
    });
    this.tellOfFailures(plan);
  }

  /** AWS Backup Developer Guide, "Monitoring AWS Backup events using Amazon EventBridge". */
  private tellOfFailures(plan: BackupPlan): void {
    const { names, topic } = this.props;
    new EventNotice(this, "failed-backups", {
      name: names.of("eventRule", { key: "failed-backups" }),
      description: "Backups and copies that failed",
      topic,
      pattern: {
        source: ["aws.backup"],
        "detail-type": ["Backup Job State Change", "Copy Job State Change"],
        detail: { state: ["ABORTED", "EXPIRED", "FAILED"], iamRoleArn: [plan.role.arn] },
      },
      paths: { kind: "$.detail-type", resource: "$.detail.resourceArn", reason: "$.detail.statusMessage" },
      message:
        "A backup of <resource> failed (<kind>): <reason> Until the next one there is none of today. Mend the cause, and start one by hand with `aws backup start-backup-job`.",
    });
  }

  private createBackupRegion(scope: Construct, location: AwsLocation): BackupRegion {
    const { names, environment, recovery } = this.props;
    const { name, onDestroy } = environment;
    const key = new EncryptionKey(scope, "key", {
      alias: names.of("keyAlias", { key: "recovery" }),
      description: `Encrypts the backups of ${name}`,
      location,
      onDestroy,
    });
    const vault = new BackupVault(scope, "vault", {
      name: names.of("backupVault"),
      encryptionKey: key,
      lock: recovery.vaultLock,
      onDestroy,
    });
    return { key, vault };
  }

  /** What `recoveryRules` makes sure of that there is something. */
  private statefulArns(): string[] {
    const { database, staticAssets, applications } = this.props;
    const fileSystems = [...applications.values()].map(({ fileSystem }) => fileSystem);
    return [database, ...fileSystems, staticAssets?.bucket].flatMap((one) => one?.resource.arn ?? []);
  }
}
