import { type BackupPlanRule, BackupPlan as Plan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import { Role } from "../iam/role";
import type { BackupVault } from "./backup-vault";

export interface BackupPlanProps {
  readonly name: string;
  readonly backupRoleName: string;
  readonly restoreRoleName: string;
  readonly location: AwsLocation;
  /** The ARNs of what is backed up. */
  readonly resourceArns: readonly string[];
  /** UTC, as in `06:00`. */
  readonly startTime: string;
  readonly vault: BackupVault;
  readonly retentionDays: number;
  /** The vault of another region that gets a copy of each recovery point. */
  readonly copyVault: BackupVault;
  readonly copyRetentionDays: number;
}

/** AWS Backup starts within this time, and gives up after that, in minutes. */
const windows = { startWindow: 60, completionWindow: 480 };

/**
 * A daily backup of stateful resources, and a copy of each in another region (AWS Backup Developer Guide, "Backup plans").
 * Two roles: one in which AWS Backup does this, and one for restores.
 *
 * Both roles have the policies that AWS maintains for them ("Managed policies for AWS Backup"): what a backup calls differs
 * by kind of resource and changes with the service, so a policy of our own would be wider or break one night. Both act
 * only through AWS Backup, on what this plan selects.
 *
 * Costs money by the gigabyte that the vaults keep and that crosses regions.
 */
export class BackupPlan extends Construct {
  /** In which AWS Backup backs up, and this plan's jobs alone. */
  public readonly role: Role;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: BackupPlanProps,
  ) {
    super(scope, id);
    const { name, backupRoleName, restoreRoleName, resourceArns } = props;
    const plan = new Plan(this, "Resource", { name, rule: [this.dailyRule()] });
    this.role = this.createRole("backup", backupRoleName, "AWS Backup backs up what holds data", [
      "service-role/AWSBackupServiceRolePolicyForBackup",
      "AWSBackupServiceRolePolicyForS3Backup",
    ]);
    this.createRole("restore", restoreRoleName, "AWS Backup restores what was lost", [
      "service-role/AWSBackupServiceRolePolicyForRestores",
      "AWSBackupServiceRolePolicyForS3Restore",
    ]);
    new BackupSelection(this, "selection", {
      planId: plan.id,
      name: "what-holds-data",
      iamRoleArn: this.role.arn,
      resources: [...resourceArns],
      dependsOn: this.role.permissions,
    });
  }

  private dailyRule(): BackupPlanRule {
    const { startTime, vault, retentionDays, copyVault, copyRetentionDays } = this.props;
    const [hours, minutes] = startTime.split(":").map(Number);
    return {
      ruleName: "daily",
      targetVaultName: vault.resource.name,
      schedule: `cron(${minutes} ${hours} * * ? *)`,
      scheduleExpressionTimezone: "Etc/UTC",
      ...windows,
      lifecycle: { deleteAfter: retentionDays },
      copyAction: [{ destinationVaultArn: copyVault.resource.arn, lifecycle: { deleteAfter: copyRetentionDays } }],
    };
  }

  private createRole(id: string, name: string, description: string, policies: readonly string[]): Role {
    const role = new Role(this, id, {
      name,
      description,
      trust: {
        principals: { Service: "backup.amazonaws.com" },
        conditions: { StringEquals: { "aws:SourceAccount": this.props.location.account } },
      },
    });
    for (const policy of policies) role.addManagedPolicy(policy);
    return role;
  }
}
