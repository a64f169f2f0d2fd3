import { BackupVault as Vault } from "@cdktf/provider-aws/lib/backup-vault";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration";
import { BackupVaultPolicy } from "@cdktf/provider-aws/lib/backup-vault-policy";
import { Construct } from "constructs";

import { type OnDestroy, retention } from "../../terraform/on-destroy";
import { policyDocument } from "../iam/policy-document";
import type { EncryptionKey } from "../secrets/encryption-key";

/** What keeps recovery points from being deleted before their time. A compliance lock is for ever after its first days. */
export type VaultLock =
  | { readonly kind: "none" }
  | { readonly kind: "governance"; readonly minRetentionDays: number; readonly maxRetentionDays: number }
  | {
      readonly kind: "compliance";
      readonly minRetentionDays: number;
      readonly maxRetentionDays: number;
      readonly changeableForDays: number;
    };

export interface BackupVaultProps {
  readonly name: string;
  /** Of the vault's own region. */
  readonly encryptionKey: EncryptionKey;
  readonly lock: VaultLock;
  readonly onDestroy: OnDestroy;
}

/**
 * Where AWS Backup keeps recovery points, encrypted. Of a vault that is retained none can be deleted manually, unless the
 * vault's policy is changed first; a lock says so even to who may change policies (AWS Backup Developer Guide, "Vault
 * access policies", "AWS Backup Vault Lock").
 *
 * Costs money by the gigabyte that is kept.
 */
export class BackupVault extends Construct {
  public readonly resource: Vault;

  public constructor(scope: Construct, id: string, { name, encryptionKey, lock, onDestroy }: BackupVaultProps) {
    super(scope, id);
    this.resource = new Vault(this, "Resource", {
      name,
      kmsKeyArn: encryptionKey.arn,
      forceDestroy: onDestroy === "delete",
      lifecycle: retention(onDestroy),
    });
    if (onDestroy === "retain") this.refuseDeletion();
    if (lock.kind !== "none") this.lock(lock);
  }

  private refuseDeletion(): void {
    new BackupVaultPolicy(this, "policy", {
      backupVaultName: this.resource.name,
      policy: policyDocument([
        {
          sid: "NobodyDeletesByHand",
          effect: "Deny",
          actions: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
          resources: ["*"],
          principals: "*",
        },
      ]),
    });
  }

  private lock(lock: Exclude<VaultLock, { kind: "none" }>): void {
    const { minRetentionDays, maxRetentionDays } = lock;
    new BackupVaultLockConfiguration(this, "lock", {
      backupVaultName: this.resource.name,
      minRetentionDays,
      maxRetentionDays,
      ...(lock.kind === "compliance" && { changeableForDays: lock.changeableForDays }),
    });
  }
}
