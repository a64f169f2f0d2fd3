import type { Environment } from "../environment";
import type { Problem } from "../problems";
import type { Recovery } from "../recovery";
import { forwards, minutes, minutesOfHour } from "../time-of-day";

export function recoveryRules(environment: Environment): Problem[] {
  const { recovery } = environment;
  if (!recovery) return [];
  return [
    ...sameRegion(environment, recovery),
    ...nothingToRecover(environment),
    ...outsideTheLock(recovery),
    ...lockForEver(environment, recovery),
    ...withoutDatabase(environment, recovery),
    ...duringDatabaseWindows(environment, recovery),
  ];
}

function sameRegion({ region }: Environment, recovery: Recovery): Problem[] {
  if (recovery.region !== region) return [];
  return [
    {
      path: "recovery.region",
      message: `${region} is the environment's own region, and its copies would be lost with it; choose another one`,
    },
  ];
}

function nothingToRecover({ database, staticAssets, services }: Environment): Problem[] {
  if (database || staticAssets || Object.values(services).some(({ fileSystem }) => fileSystem)) return [];
  return [
    {
      path: "recovery",
      message: "the environment holds no data: neither a database nor a file system nor static assets; remove it",
    },
  ];
}

/** AWS Backup fails every job whose retention the vault's lock does not allow. */
function outsideTheLock({ vaultLock, retentionDays, copyRetentionDays }: Recovery): Problem[] {
  if (vaultLock.kind === "none") return [];
  const { minRetentionDays: least, maxRetentionDays: most } = vaultLock;
  if (least > most) {
    return [
      {
        path: "recovery.vaultLock.minRetentionDays",
        message: `${least} is above maxRetentionDays ${most}; lower it, or raise maxRetentionDays`,
      },
    ];
  }
  return Object.entries({ retentionDays, copyRetentionDays })
    .filter(([, kept]) => kept < least || kept > most)
    .map(([name, kept]) => ({
      path: `recovery.${name}`,
      message: `${kept} days are outside what vaultLock allows, ${least} to ${most}; change one of them`,
    }));
}

function lockForEver({ onDestroy }: Environment, { vaultLock }: Recovery): Problem[] {
  if (onDestroy === "retain" || vaultLock.kind !== "compliance") return [];
  return [
    {
      path: "recovery.vaultLock.kind",
      message:
        'what a compliance lock keeps cannot be deleted, but onDestroy is "delete"; choose "governance", or retain',
    },
  ];
}

function withoutDatabase({ database }: Environment, { replicatedBackupRetentionDays }: Recovery): Problem[] {
  if (database || replicatedBackupRetentionDays === undefined) return [];
  return [
    {
      path: "recovery.replicatedBackupRetentionDays",
      message: "the environment has no database; remove it",
    },
  ];
}

/** AWS Backup backs up no RDS instance in the hour before one of its windows, nor within it. */
function duringDatabaseWindows({ database }: Environment, { startTime }: Recovery): Problem[] {
  if (!database) return [];
  const { backupWindow, maintenanceWindow } = database;
  return Object.entries({ backupWindow, maintenanceWindow })
    .filter(([, window]) => meet(minutes(startTime), window))
    .map(([name, window]) => ({
      path: "recovery.startTime",
      message: `within an hour of ${startTime} the database's ${name} ${window} is near, when AWS Backup cannot start; choose a time after it`,
    }));
}

/** Whether a backup that starts within an hour of a time falls into a window, or into the hour before it. */
function meet(start: number, window: string): boolean {
  const [from = "", to = ""] = window.match(/\d\d:\d\d/g) ?? [];
  const closed = minutes(from) - minutesOfHour;
  const closedFor = minutesOfHour + forwards(minutes(from), minutes(to));
  return forwards(closed, start) <= closedFor || forwards(start, closed) <= minutesOfHour;
}
