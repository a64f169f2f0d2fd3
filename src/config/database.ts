import { z } from "zod";

import { logRetentionDays, port, wholeNumber } from "./fields";

const time = "([01]\\d|2[0-3]):[0-5]\\d";
const moment = `(mon|tue|wed|thu|fri|sat|sun):${time}`;
const dailyWindow = new RegExp(`^${time}-${time}$`);
const weeklyWindow = new RegExp(`^${moment}-${moment}$`);

/** Names that RDS for PostgreSQL keeps for itself, or that are words of its language. */
const reservedUser = /^(admin|user|rds.*|pg_.*)$/;
const insightsExpectation = "expected 0, 7, a multiple of 31 up to 713, or 731 days";

/** One RDS for PostgreSQL instance. */
export const databaseSchema = z.strictObject({
  /** PostgreSQL's major version; AWS applies minor ones in the maintenance window. */
  engineVersion: z.string().regex(/^1[3-8]$/, 'expected a major version of PostgreSQL, as in "15"'),
  /** As in `db.t3.micro`. */
  instanceClass: z.string().regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, 'expected an RDS instance class, as in "db.t3.micro"'),
  /**
   * The storage at first. RDS never makes it smaller.
   * @costs by the gigabyte and month
   */
  allocatedStorageGiB: wholeNumber(20, 65_536, "GiB"),
  /** Up to where RDS may enlarge the storage by itself. @default it stays as allocated */
  maxAllocatedStorageGiB: wholeNumber(20, 65_536, "GiB").optional(),
  /** The kind of its EBS volumes. @default "gp3" */
  storageType: z.enum(["gp2", "gp3"]).default("gp3"),
  /**
   * Whether a standby in another zone takes over by itself.
   * @costs twice the instance and its storage, with a standby
   */
  availability: z.enum(["single-zone", "multi-zone"]),
  /** The database that is created in the instance. */
  databaseName: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,62}$/, "expected lower-case letters, digits and underscores, a letter first"),
  /** The user that RDS creates. @default "platform" */
  masterUsername: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,15}$/, "expected at most 16 lower-case letters, digits and underscores, a letter first")
    .refine(
      (name) => !reservedUser.test(name),
      "expected another name: RDS keeps admin, user, rds… and pg_… for itself",
    )
    .default("platform"),
  /**
   * Days after which RDS makes another master password. No application has it: every task that starts gets the present one
   * for the moment in which it prepares its user (ADR 40).
   * @default 30
   */
  passwordRotationDays: wholeNumber(1, 1000, "days").default(30),
  /**
   * Extensions that services need, by their names, as in `["pgcrypto"]`: the services' own users may create none. They are
   * created in the schema `extensions`, which every service's user may use, and are not removed again.
   * @default []
   */
  extensions: z
    .array(z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, 'expected the name of an extension, as in "pgcrypto"'))
    .default([]),
  /**
   * Whether services share connections through an RDS Proxy (ADR 23). No service reaches the database itself then.
   * @creates `aws_db_proxy`
   * @costs by the hour for each processor of the instance
   * @default "none"
   */
  proxy: z.enum(["none", "created"]).default("none"),
  /** The port on which PostgreSQL listens. @default 5432 */
  port: port.default(5432),
  /** Days within which any moment can be restored. @default 7 */
  backupRetentionDays: wholeNumber(1, 35, "days").default(7),
  /** UTC, at least half an hour, outside the maintenance window. @default "03:00-04:00" */
  backupWindow: z
    .string()
    .regex(dailyWindow, 'expected a daily window in UTC, as in "03:00-04:00"')
    .default("03:00-04:00"),
  /** UTC. @default "sun:04:30-sun:05:30" */
  maintenanceWindow: z
    .string()
    .regex(weeklyWindow, 'expected a weekly window in UTC, as in "sun:04:30-sun:05:30"')
    .default("sun:04:30-sun:05:30"),
  /**
   * When RDS makes a change that interrupts connections, as another instance class does. Until the maintenance window every
   * plan shows the change again; a new `engineVersion` must be made at once, since its old parameter group goes with it.
   * @default "in-maintenance-window"
   */
  applyChanges: z.enum(["in-maintenance-window", "immediately"]).default("in-maintenance-window"),
  /** From how long on a statement is written into the log, with its text but not the values given to it. @default 1000 */
  slowStatementMilliseconds: wholeNumber(1, 2_147_483_647, "milliseconds").default(1000),
  /**
   * Every how many seconds the instance's operating system is measured (Enhanced Monitoring); 0 for never.
   * @costs by the gigabyte of logs; well under a dollar a month at 60 seconds
   * @default 60
   */
  monitoringIntervalSeconds: z
    .literal([0, 1, 5, 10, 15, 30, 60], "expected 0, 1, 5, 10, 15, 30 or 60 seconds")
    .default(60),
  /**
   * For how many days it is kept which statements waited for what (Performance Insights); 0 for not at all.
   * @costs nothing for a week; more by the processor and month
   * @default 7
   */
  insightsRetentionDays: z
    .number(insightsExpectation)
    .refine((days) => days === 0 || days === 7 || days === 731 || (days % 31 === 0 && days > 0 && days <= 23 * 31), {
      error: insightsExpectation,
    })
    .default(7),
  /** Days that its logs stay in CloudWatch Logs. @default 30 */
  logRetentionDays: logRetentionDays.default(30),
});

export type Database = z.output<typeof databaseSchema>;
