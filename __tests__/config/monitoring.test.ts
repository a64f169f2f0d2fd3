import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";

import type { Environment } from "../../src/config/environment";
import { thresholdsOf } from "../../src/config/alarm-thresholds";
import { limitsOf } from "../../src/stacks/monitoring";
import { checked, type Draft, problemsAfter } from "../support/platform";

/** The valid environment after a change, checked. */
function environment(change: (draft: Draft) => void = () => undefined): Environment {
  const [first] = checked(change).environments;
  if (!first) throw new Error("there is no environment");
  return first;
}

/** What the valid environment's database is held to after a change. */
function limits(change: (draft: Draft) => void = () => undefined): ReturnType<typeof limitsOf> {
  const found = environment(change);
  if (!found.database) throw new Error("there is no database");
  return limitsOf(found, found.database);
}

describe("monitoring", () => {
  test("need not be configured", () => {
    const { monitoring, budget } = environment();

    expect(monitoring.subscribers).toEqual({ emails: [], urls: [] });
    expect(monitoring.services).toEqual({
      errorPercent: 5,
      leastErrorsPerMinute: 10,
      latencySeconds: 2,
      unhealthyTargets: 1,
      cpuPercent: 90,
      memoryPercent: 90,
    });
    expect(budget).toBeUndefined();
  });

  test("is different for one service in what that service says, and in nothing else", () => {
    const found = environment((draft) => {
      draft.monitoring = { services: { latencySeconds: 3 } };
      draft.services.api.alarms = { cpuPercent: 95, unhealthyTargets: "none" };
    });

    expect(thresholdsOf(found, "api")).toEqual({
      ...thresholdsOf(found, "web"),
      cpuPercent: 95,
      unhealthyTargets: "none",
    });
    expect(thresholdsOf(found, "web")).toMatchObject({ latencySeconds: 3, cpuPercent: 90, unhealthyTargets: 1 });
  });

  test.each([
    [
      { subscribers: { emails: ["nobody"] } },
      'monitoring.subscribers.emails.0: expected an e-mail address, as in "on-call@example.com", got "nobody"',
    ],
    [
      { subscribers: { urls: ["http://example.com"] } },
      'monitoring.subscribers.urls.0: expected an address, as in "https://example.com/alarms", got "http://example.com"',
    ],
    [
      { subscribers: { emails: ["a@example.com", "a@example.com"] } },
      "monitoring.subscribers.emails.1: a@example.com is there already; remove it",
    ],
    [
      { services: { cpuPercent: "off" } },
      'monitoring.services.cpuPercent: expected a number, or "none" for no alarm, got "off"',
    ],
    [
      { services: { cpuPercents: 90 } },
      'monitoring.services.cpuPercents: unknown property; did you mean "cpuPercent"?',
    ],
  ])("refuses %j", (monitoring, problem) => {
    expect(problemsAfter((draft) => (draft.monitoring = monitoring))).toEqual([problem]);
  });
});

describe("a threshold that can never fire, or always does,", () => {
  test.each([
    [
      "services.cpuPercent",
      101,
      "101 could never fire, since there are only 100 percent of a task's CPU; choose at most 100",
    ],
    [
      "services.cpuPercent",
      0,
      "0 would always fire, since there is no smaller share of a task's CPU; choose more than 0",
    ],
    [
      "services.memoryPercent",
      150,
      "150 could never fire, since there are only 100 percent of a task's memory; choose at most 100",
    ],
    [
      "services.errorPercent",
      100.5,
      "100.5 could never fire, since there are only 100 percent of requests; choose at most 100",
    ],
    [
      "services.errorPercent",
      0,
      "0 would always fire, since there is no smaller share of requests; choose more than 0",
    ],
    [
      "services.leastErrorsPerMinute",
      0,
      "0 would always fire, since there are never fewer than 0 errors; choose more than 0",
    ],
    ["services.latencySeconds", 0, "0 would always fire, since every answer takes longer; choose more than 0"],
    [
      "services.unhealthyTargets",
      0,
      "0 would always fire, since there are never fewer than 0 unhealthy tasks; choose more than 0",
    ],
    [
      "loadBalancers.errorPercent",
      101,
      "101 could never fire, since there are only 100 percent of requests; choose at most 100",
    ],
    [
      "loadBalancers.leastErrorsPerMinute",
      -1,
      "-1 would always fire, since there are never fewer than 0 errors; choose more than 0",
    ],
    [
      "loadBalancers.rejectedConnections",
      0,
      "0 would always fire, since there are never fewer than 0 rejected connections; choose more than 0",
    ],
    [
      "loadBalancers.blockedRequests",
      0,
      "0 would always fire, since there are never fewer than 0 blocked requests; choose more than 0",
    ],
    ["network.natGiBPerHour", 0, "0 would always fire, since there are never fewer than 0 GiB; choose more than 0"],
    [
      "network.natGiBPerHour",
      50_000,
      "50000 could never fire, since a NAT gateway carries no more; choose at most 41909",
    ],
    [
      "certificates.daysToExpiry",
      0,
      "0 could never fire in time, since the certificate has ended by then; choose more than 0",
    ],
    [
      "certificates.daysToExpiry",
      45,
      "45 would always fire, since AWS renews a certificate only then; choose less than 45",
    ],
    [
      "database.cpuPercent",
      101,
      "101 could never fire, since there are only 100 percent of the database's CPU; choose at most 100",
    ],
    ["database.freeMemoryPercent", 0, "0 could never fire in time, since nothing is free by then; choose more than 0"],
    [
      "database.freeMemoryPercent",
      75,
      "75 would always fire, since PostgreSQL takes a quarter of the memory for its buffers; choose less than 75",
    ],
    ["database.freeStoragePercent", 0, "0 could never fire in time, since nothing is free by then; choose more than 0"],
    [
      "database.freeStoragePercent",
      100,
      "100 would always fire, since PostgreSQL itself takes some of the storage; choose less than 100",
    ],
    [
      "database.connectionsPercent",
      0,
      "0 would always fire, since there are never fewer than 0 connections; choose more than 0",
    ],
    [
      "database.connectionsPercent",
      101,
      "101 could never fire, since db.t3.micro refuses further connections; choose at most 100",
    ],
  ])("is refused: %s of %d", (path, value, message) => {
    const [concern = "", name = ""] = path.split(".");

    expect(problemsAfter((draft) => (draft.monitoring = { [concern]: { [name]: value } }))).toContain(
      `monitoring.${path}: ${message}`,
    );
  });

  test("is refused of a service by itself", () => {
    expect(problemsAfter((draft) => (draft.services.api.alarms = { cpuPercent: 120 }))).toEqual([
      "services.api.alarms.cpuPercent: 120 could never fire, since there are only 100 percent of a task's CPU; choose at most 100",
    ]);
  });

  test.each([
    ["cpuPercent", 60],
    ["memoryPercent", 75],
  ])("is refused where scaling aims at as much (%s)", (name, target) => {
    expect(
      problemsAfter((draft) => {
        draft.services.api.scaling[name] = target;
        draft.services.api.alarms = { [name]: target };
      }),
    ).toEqual([
      `services.api.alarms.${name}: ${target} would fire whenever scaling does its work, since it aims at ${target}; choose more than ${target}, or lower scaling.${name}`,
    ]);
  });

  test("is refused where it follows from the default, too", () => {
    expect(problemsAfter((draft) => (draft.services.api.scaling.cpuPercent = 95))).toEqual([
      "services.api.alarms.cpuPercent: 90 would fire whenever scaling does its work, since it aims at 95; choose more than 95, or lower scaling.cpuPercent",
    ]);
  });

  test("is refused when the load balancer gives up before an answer is so late", () => {
    expect(problemsAfter((draft) => (draft.services.api.alarms = { latencySeconds: 60 }))).toEqual([
      "services.api.alarms.latencySeconds: 60 could never fire, since load balancer public gives up after 60 seconds (idleTimeoutSeconds); choose less than 60",
    ]);
  });

  test("is refused when there are never so many tasks", () => {
    expect(problemsAfter((draft) => (draft.services.api.alarms = { unhealthyTargets: 3 }))).toEqual([
      "services.api.alarms.unhealthyTargets: 3 could never fire, since there are at most 2 tasks (scaling.maxTasks); choose at most 2",
    ]);
  });

  test("is fine when a schedule brings so many tasks", () => {
    expect(
      problemsAfter((draft) => {
        draft.services.api.alarms = { unhealthyTargets: 3 };
        draft.services.api.scaling.schedules = { day: { schedule: "cron(0 8 * * ? *)", minTasks: 2, maxTasks: 4 } };
      }),
    ).toEqual([]);
  });

  test("is refused of a service that nobody sends requests to", () => {
    expect(
      problemsAfter((draft) => {
        delete draft.services.web.ingress;
        draft.loadBalancers.public.redirects = {};
        draft.services.web.alarms = { latencySeconds: 1, cpuPercent: 95 };
      }),
    ).toEqual([
      "services.web.alarms.latencySeconds: could never fire: the service has no ingress, so it is not measured; remove it, or add ingress",
    ]);
  });

  test("is refused where RDS enlarges the storage only later", () => {
    expect(
      problemsAfter((draft) => {
        draft.database.maxAllocatedStorageGiB = 100;
        draft.monitoring = { database: { freeStoragePercent: 10 } };
      }),
    ).toEqual([
      "monitoring.database.freeStoragePercent: 10 would always fire, since RDS enlarges the storage only below 10 percent; choose less than 10",
    ]);
  });

  test("cannot be told of an instance class that is not known", () => {
    expect(problemsAfter((draft) => (draft.database.instanceClass = "db.x9.huge"))).toContain(
      'database.instanceClass: the memory of db.x9.huge is not known, which alarms follow from; add it to src/config/instance-classes.ts, or set monitoring.database.freeMemoryPercent and connectionsPercent to "none"',
    );
  });

  test("is no threshold where there is no alarm", () => {
    expect(
      problemsAfter((draft) => {
        draft.services.api.scaling.cpuPercent = 95;
        draft.services.api.alarms = { cpuPercent: "none" };
      }),
    ).toEqual([]);
  });
});

describe("alarms that take a blue/green deployment back", () => {
  const blueGreen = (draft: Draft, own: number): void => {
    draft.names = { targetGroup: "shop-{service}-{color}-{hash}" };
    draft.loadBalancers.public.testListener = { allowedCidrs: ["192.0.2.0/24"] };
    const rollbackAlarms = Array.from({ length: own }, (_, index) => `own-${index}`);
    draft.services.api.deployment = { kind: "blue-green", rollbackAlarms };
  };

  test("are ten at most, three of either target group among them", () => {
    expect(
      problemsAfter((draft) => {
        blueGreen(draft, 4);
      }),
    ).toEqual([]);
    expect(
      problemsAfter((draft) => {
        blueGreen(draft, 5);
      }),
    ).toEqual([
      "services.api.deployment.rollbackAlarms: 5 beside the service's own 6 are 11, and CodeDeploy takes 10; remove 1",
    ]);
  });

  test("leave room for others where the service has fewer of its own", () => {
    expect(
      problemsAfter((draft) => {
        blueGreen(draft, 6);
        draft.services.api.alarms = { latencySeconds: "none" };
      }),
    ).toEqual([]);
  });
});

describe("what a database is held to", () => {
  test("follows from its class and its storage", () => {
    expect(limits()).toEqual({
      cpuPercent: 80,
      freeMemoryBytes: Math.floor(0.05 * 1024 ** 3),
      freeStorageBytes: 3 * 1024 ** 3,
      connections: 63,
    });
  });

  test("is less storage where RDS enlarges it by itself", () => {
    expect(limits((draft) => (draft.database.maxAllocatedStorageGiB = 100)).freeStorageBytes).toBe(1024 ** 3);
  });

  test("is nothing where there is to be no alarm", () => {
    const database = {
      cpuPercent: "none",
      freeMemoryPercent: "none",
      freeStoragePercent: "none",
      connectionsPercent: "none",
    };

    expect(Object.values(limits((draft) => (draft.monitoring = { database })))).toEqual([
      "none",
      "none",
      "none",
      "none",
    ]);
  });

  test("is always some of the storage, and never all, whatever is accepted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 65_536 }), fc.integer({ min: 1, max: 99 }), (allocated, percent) => {
        const { freeStorageBytes } = limits((draft) => {
          draft.database.allocatedStorageGiB = allocated;
          draft.monitoring = { database: { freeStoragePercent: percent } };
        });

        expect(freeStorageBytes).toBeGreaterThan(0);
        expect(freeStorageBytes).toBeLessThan(allocated * 1024 ** 3);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a budget", () => {
  test("is told at 80 and 100 percent, and when it is expected to be spent", () => {
    expect(environment((draft) => (draft.budget = { monthlyDollars: 100 })).budget).toEqual({
      monthlyDollars: 100,
      alertPercents: [80, 100],
      forecastPercents: [100],
    });
  });

  test.each([
    [{ monthlyDollars: 0 }, "budget.monthlyDollars: expected US dollars, a whole number from 1 to 10000000, got 0"],
    [
      { monthlyDollars: 9, alertPercents: [0] },
      "budget.alertPercents.0: expected a percentage of the budget, a whole number from 1 to 1000, got 0",
    ],
    [{ monthlyDollars: 9, alertPercents: [80, 80] }, "budget.alertPercents.1: 80 is there already; remove it"],
    [
      { monthlyDollars: 9, alertPercents: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
      "budget: alertPercents and forecastPercents are 11 in all, and AWS takes 10 for one budget; remove 1",
    ],
  ])("is refused: %j", (budget, problem) => {
    expect(problemsAfter((draft) => (draft.budget = budget))).toEqual([problem]);
  });
});
