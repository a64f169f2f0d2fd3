import { z } from "zod";

import { regionName, wholeNumber } from "./fields";

/** The longest that AWS Backup keeps a recovery point (`Lifecycle`). */
const days = wholeNumber(1, 36_500, "days");

const bounds = {
  /** A recovery point must be kept at least so long. */
  minRetentionDays: days,
  /** A recovery point must not be kept longer. */
  maxRetentionDays: days,
};

/** How the vaults keep their recovery points from being deleted before their time (AWS Backup, "Vault Lock"). */
const vaultLock = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("none") }),
    /** Who has the permission may take the lock off. */
    z.strictObject({ kind: z.literal("governance"), ...bounds }),
    z.strictObject({
      kind: z.literal("compliance"),
      ...bounds,
      /** Days in which the lock may still be taken off. After them it cannot be removed, not even by AWS. */
      changeableForDays: wholeNumber(3, 36_500, "days"),
    }),
  ],
  { error: 'expected kind: "none", "governance" or "compliance"' },
);

/** How what an environment holds is brought back when it is lost, or its region. Costs money by the gigabyte, twice. */
export const recoverySchema = z.strictObject({
  /** The disaster-recovery region: where copies of all backups are kept. */
  region: regionName,
  /** Days that daily backups are kept in the environment's region. @default 35 */
  retentionDays: days.default(35),
  /** Days that their copies are kept in the other region. @default 35 */
  copyRetentionDays: days.default(35),
  /**
   * Days within which any moment of the database can be restored in the other region. Another number begins the
   * replication anew, which an environment that retains refuses until it is stopped by hand (ADR 19).
   * @default the database's backupRetentionDays
   */
  replicatedBackupRetentionDays: wholeNumber(1, 35, "days").optional(),
  /** UTC, when the daily backup starts, within an hour. @default "06:00" */
  startTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day in UTC, as in "06:00"')
    .default("06:00"),
  /** What keeps recovery points from being deleted before their time. @default { kind: "none" } */
  vaultLock: vaultLock.default({ kind: "none" }),
});

export type Recovery = z.output<typeof recoverySchema>;
