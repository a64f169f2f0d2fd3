import { describe, expect, test } from "@jest/globals";

import { BackupPlan } from "../../../src/constructs/recovery/backup-plan";
import { BackupVault } from "../../../src/constructs/recovery/backup-vault";
import { encryptionKey } from "../../support/encryption-key";
import { location } from "../../support/location";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

const database = "arn:aws:rds:us-east-1:111122223333:db:finance-app";

function plan(): Synthesized {
  return synthesize((stack) => {
    const key = encryptionKey(stack);
    const vault = (id: string): BackupVault =>
      new BackupVault(stack, id, { name: id, encryptionKey: key, lock: { kind: "none" }, onDestroy: "delete" });
    new BackupPlan(stack, "plan", {
      name: "finance-app",
      backupRoleName: "finance-app-backup",
      restoreRoleName: "finance-app-restore",
      location,
      resourceArns: [database],
      startTime: "06:05",
      vault: vault("here"),
      retentionDays: 35,
      copyVault: vault("there"),
      copyRetentionDays: 90,
    });
  });
}

describe("BackupPlan", () => {
  test("backs up every day and copies each backup to the other vault", () => {
    const stack = plan();

    expect(stack.only("aws_backup_plan")).toMatchObject({
      name: "finance-app",
      rule: [
        {
          rule_name: "daily",
          schedule: "cron(5 6 * * ? *)",
          schedule_expression_timezone: "Etc/UTC",
          target_vault_name: stack.reference("aws_backup_vault", "here", "name"),
          lifecycle: { delete_after: 35 },
          copy_action: [
            {
              destination_vault_arn: stack.reference("aws_backup_vault", "there", "arn"),
              lifecycle: { delete_after: 90 },
            },
          ],
        },
      ],
    });
  });

  test("backs up what it is given by ARN, in a role that may when its policies are attached", () => {
    const stack = plan();

    expect(stack.only("aws_backup_selection")).toMatchObject({
      plan_id: stack.reference("aws_backup_plan", "plan", "id"),
      iam_role_arn: stack.reference("aws_iam_role", "plan/backup", "arn"),
      resources: [database],
      depends_on: ["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup"].map((name) =>
        stack.address("aws_iam_role_policy_attachment", `plan/backup/${name}`),
      ),
    });
  });

  test("leaves RDS's own point-in-time recovery alone", () => {
    expect(JSON.stringify(plan().only("aws_backup_plan"))).not.toContain("continuous");
  });

  test("has one role to back up and one to restore, for AWS Backup on behalf of the account only", () => {
    const stack = plan();

    const roles = Object.values(stack.resources("aws_iam_role"));
    expect(roles.map(({ name }) => name)).toEqual(["finance-app-backup", "finance-app-restore"]);
    for (const role of roles) {
      expect(policy(role.assume_role_policy).Statement).toMatchObject([
        {
          Principal: { Service: "backup.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        },
      ]);
    }
    const attached = Object.values(stack.resources("aws_iam_role_policy_attachment"));
    expect(attached.map(({ policy_arn: arn }) => arn)).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
      "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
      "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
    ]);
  });
});
