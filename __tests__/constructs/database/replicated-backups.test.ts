import { describe, expect, test } from "@jest/globals";

import { ReplicatedBackups } from "../../../src/constructs/database/replicated-backups";
import { encryptionKey } from "../../support/encryption-key";
import { postgresInstance } from "../../support/postgres-instance";
import { synthesize } from "../../support/synthesized";

describe("ReplicatedBackups", () => {
  test.each([
    ["retain", true],
    ["delete", false],
  ] as const)(
    "with onDestroy %s follow the database with a key of theirs and prevent_destroy %s",
    (onDestroy, kept) => {
      const stack = synthesize((scope) => {
        const database = postgresInstance(scope);
        new ReplicatedBackups(scope, "backups", {
          ...{ database, onDestroy },
          encryptionKey: encryptionKey(scope),
          retentionDays: 14,
        });
      });

      expect(stack.only("aws_db_instance_automated_backups_replication")).toMatchObject({
        source_db_instance_arn: stack.reference("aws_db_instance", "database", "arn"),
        kms_key_id: stack.reference("aws_kms_key", "key", "arn"),
        retention_period: 14,
        lifecycle: { prevent_destroy: kept },
      });
    },
  );
});
