import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { checked, type Draft, problemsAfter } from "../support/platform";

const fileSystem = { path: "/data", uid: 1000, gid: 1000 };

/** What is said about an environment with a recovery that differs from a right one. */
function problems(recovery: Draft, change: (environment: Draft) => void = () => undefined): string[] {
  return problemsAfter((environment) => {
    environment.recovery = { region: "us-west-2", ...(recovery as object) };
    change(environment);
  });
}

describe("recovery", () => {
  test("is not there unless an environment says so", () => {
    expect(checked().environments[0]?.recovery).toBeUndefined();
  });

  test("needs no more than a region", () => {
    const { environments } = checked((environment) => {
      environment.recovery = { region: "us-west-2" };
    });

    expect(environments[0]?.recovery).toEqual({
      region: "us-west-2",
      retentionDays: 35,
      copyRetentionDays: 35,
      startTime: "06:00",
      vaultLock: { kind: "none" },
    });
  });

  test.each<[string, Draft, string]>([
    [
      "in the environment's own region",
      { region: "us-east-1" },
      "recovery.region: us-east-1 is the environment's own region, and its copies would be lost with it; choose another one",
    ],
    [
      "in what is no region",
      { region: "west" },
      'recovery.region: expected an AWS region, as in "us-east-1", got "west"',
    ],
    [
      "at what is no time",
      { startTime: "24:00" },
      'recovery.startTime: expected a time of day in UTC, as in "06:00", got "24:00"',
    ],
    [
      "with a lock whose bounds are crossed",
      { vaultLock: { kind: "governance", minRetentionDays: 30, maxRetentionDays: 7 } },
      "recovery.vaultLock.minRetentionDays: 30 is above maxRetentionDays 7; lower it, or raise maxRetentionDays",
    ],
    [
      "with copies that the lock lets not be kept",
      { copyRetentionDays: 400, vaultLock: { kind: "governance", minRetentionDays: 7, maxRetentionDays: 365 } },
      "recovery.copyRetentionDays: 400 days are outside what vaultLock allows, 7 to 365; change one of them",
    ],
    [
      "with backups that the lock lets not go",
      { retentionDays: 3, vaultLock: { kind: "governance", minRetentionDays: 7, maxRetentionDays: 365 } },
      "recovery.retentionDays: 3 days are outside what vaultLock allows, 7 to 365; change one of them",
    ],
    [
      "with a compliance lock that could not be taken off at first",
      { vaultLock: { kind: "compliance", minRetentionDays: 7, maxRetentionDays: 365, changeableForDays: 2 } },
      "recovery.vaultLock.changeableForDays: expected days, a whole number from 3 to 36500, got 2",
    ],
    [
      "with a compliance lock where all is to go",
      { vaultLock: { kind: "compliance", minRetentionDays: 7, maxRetentionDays: 365, changeableForDays: 3 } },
      'recovery.vaultLock.kind: what a compliance lock keeps cannot be deleted, but onDestroy is "delete"; choose "governance", or retain',
    ],
    [
      "while RDS maintains the database",
      { startTime: "05:00" },
      "recovery.startTime: within an hour of 05:00 the database's maintenanceWindow sun:04:30-sun:05:30 is near, when AWS Backup cannot start; choose a time after it",
    ],
    [
      "shortly before RDS's own backup",
      { startTime: "01:30" },
      "recovery.startTime: within an hour of 01:30 the database's backupWindow 03:00-04:00 is near, when AWS Backup cannot start; choose a time after it",
    ],
  ])("is refused %s", (_, recovery, message) => {
    expect(problems(recovery)).toEqual([message]);
  });

  test("is refused where nothing holds data", () => {
    expect(
      problems({}, (environment) => {
        delete environment.database;
        delete environment.services.api.database;
      }),
    ).toEqual([
      "recovery: the environment holds no data: neither a database nor a file system nor static assets; remove it",
    ]);
  });

  test("is taken for a file system alone", () => {
    expect(
      problems({ startTime: "03:30" }, (environment) => {
        delete environment.database;
        delete environment.services.api.database;
        environment.services.api.fileSystem = fileSystem;
      }),
    ).toEqual([]);
  });

  test("is refused with days for a database that is not there", () => {
    expect(
      problems({ replicatedBackupRetentionDays: 7 }, (environment) => {
        delete environment.database;
        delete environment.services.api.database;
        environment.services.api.fileSystem = fileSystem;
      }),
    ).toEqual(["recovery.replicatedBackupRetentionDays: the environment has no database; remove it"]);
  });

  test("starts at any time but from two hours before a window of the database to its end, midnight or not", () => {
    const time = (minutes: number): string => {
      const ofDay = (minutes + 1440) % 1440;
      return `${String(Math.floor(ofDay / 60)).padStart(2, "0")}:${String(ofDay % 60).padStart(2, "0")}`;
    };
    const minute = fc.integer({ min: 0, max: 1439 });

    fc.assert(
      fc.property(minute, fc.integer({ min: 30, max: 180 }), minute, (from, length, start) => {
        const window = `${time(from)}-${time(from + length)}`;
        const sinceClosed = (start - from + 120 + 2880) % 1440;

        const found = problems({ startTime: time(start) }, (environment) => {
          environment.database.backupWindow = window;
          environment.database.maintenanceWindow = `sun:${time(from)}-sun:${time(from + length)}`;
        });
        expect(found.some((line) => line.startsWith("recovery.startTime"))).toBe(sinceClosed <= 120 + length);
      }),
      { numRuns: 50 },
    );
  });
});
