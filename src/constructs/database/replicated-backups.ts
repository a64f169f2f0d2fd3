import { DbInstanceAutomatedBackupsReplication } from "@cdktf/provider-aws/lib/db-instance-automated-backups-replication";
import { Construct } from "constructs";

import { type OnDestroy, retention } from "../../terraform/on-destroy";
import type { EncryptionKey } from "../secrets/encryption-key";
import type { PostgresInstance } from "./postgres-instance";

export interface ReplicatedBackupsProps {
  readonly database: PostgresInstance;
  /** Of the region that the backups go to. */
  readonly encryptionKey: EncryptionKey;
  readonly retentionDays: number;
  readonly onDestroy: OnDestroy;
}

/**
 * A database's automated backups in the region of this construct's scope: snapshots and transaction logs follow within
 * minutes, so that nearly any moment can be restored there (Amazon RDS User Guide, "Replicating automated backups to
 * another AWS Region").
 *
 * Costs money by the gigabyte that is kept there, and that crosses regions.
 */
export class ReplicatedBackups extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    { database, encryptionKey, retentionDays, onDestroy }: ReplicatedBackupsProps,
  ) {
    super(scope, id);
    new DbInstanceAutomatedBackupsReplication(this, "Resource", {
      sourceDbInstanceArn: database.resource.arn,
      kmsKeyId: encryptionKey.arn,
      retentionPeriod: retentionDays,
      lifecycle: retention(onDestroy),
    });
  }
}
