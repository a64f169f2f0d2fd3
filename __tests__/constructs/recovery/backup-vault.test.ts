import { describe, expect, test } from "@jest/globals";

import { BackupVault, type BackupVaultProps } from "../../../src/constructs/recovery/backup-vault";
import { encryptionKey } from "../../support/encryption-key";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

function vault(props: Partial<BackupVaultProps> = {}): Synthesized {
  return synthesize(
    (stack) =>
      new BackupVault(stack, "vault", {
        name: "finance-app",
        encryptionKey: encryptionKey(stack),
        lock: { kind: "none" },
        onDestroy: "retain",
        ...props,
      }),
  );
}

const bounds = { minRetentionDays: 7, maxRetentionDays: 365 };

describe("BackupVault", () => {
  test("is encrypted with the key that it is given", () => {
    const stack = vault();

    expect(stack.only("aws_backup_vault")).toMatchObject({
      name: "finance-app",
      kms_key_arn: stack.reference("aws_kms_key", "key", "arn"),
    });
  });

  test("lets nobody delete a recovery point by hand or shorten its life when it is retained", () => {
    const stack = vault();

    expect(stack.only("aws_backup_vault")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(policy(stack.only("aws_backup_vault_policy").policy).Statement).toEqual([
      {
        Sid: "NobodyDeletesByHand",
        Effect: "Deny",
        Principal: "*",
        Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
        Resource: ["*"],
      },
    ]);
  });

  test("goes with all that is in it when it is deleted", () => {
    const stack = vault({ onDestroy: "delete" });

    expect(stack.only("aws_backup_vault")).toMatchObject({
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
    });
    expect(stack.types()).not.toContain("aws_backup_vault_policy");
  });

  test("has no lock unless one is chosen", () => {
    expect(vault().types()).not.toContain("aws_backup_vault_lock_configuration");
  });

  test("has a lock in governance mode, which can be taken off, when no days are named", () => {
    const stack = vault({ lock: { kind: "governance", ...bounds } });

    expect(stack.only("aws_backup_vault_lock_configuration")).toEqual({
      backup_vault_name: stack.reference("aws_backup_vault", "vault", "name"),
      min_retention_days: 7,
      max_retention_days: 365,
    });
  });

  test("has a lock in compliance mode that is for ever after its first days", () => {
    const stack = vault({ lock: { kind: "compliance", ...bounds, changeableForDays: 3 } });

    expect(stack.only("aws_backup_vault_lock_configuration")).toMatchObject({ changeable_for_days: 3 });
  });
});
