import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { connectionDemands } from "../../src/config/connections";
import { connectionsForApplications, instanceClasses } from "../../src/config/instance-classes";
import { checked, type Draft, problemsAfter } from "../support/platform";

interface Scale {
  readonly maxTasks: number;
  readonly connectionsPerTask: number;
  readonly maximumPercent: number;
}

const scale: fc.Arbitrary<Scale> = fc.record({
  maxTasks: fc.integer({ min: 1, max: 40 }),
  connectionsPerTask: fc.integer({ min: 1, max: 20 }),
  maximumPercent: fc.integer({ min: 101, max: 200 }),
});

function scaled({ maxTasks, connectionsPerTask, maximumPercent }: Scale): (environment: Draft) => void {
  return ({ services }) => {
    services.api.scaling.maxTasks = maxTasks;
    services.api.database.connectionsPerTask = connectionsPerTask;
    services.api.deployment = { kind: "rolling", maximumPercent };
  };
}

function wanted(one: Scale): number {
  const [environment] = checked((draft: Draft) => {
    scaled(one)(draft);
    draft.database.instanceClass = "db.r7g.16xlarge";
  }).environments;
  if (!environment) throw new Error("there is no environment");
  return connectionDemands(environment).reduce((sum, { connections }) => sum + connections, 0);
}

describe("the connections that services may open at once", () => {
  test("are at least those of all tasks, and at most twice as many", () => {
    fc.assert(
      fc.property(scale, (one) => {
        const steady = one.maxTasks * one.connectionsPerTask;
        expect(wanted(one)).toBeGreaterThanOrEqual(steady);
        expect(wanted(one)).toBeLessThanOrEqual(2 * steady);
      }),
    );
  });

  test("never become fewer with more tasks", () => {
    fc.assert(
      fc.property(scale, (one) => {
        expect(wanted({ ...one, maxTasks: one.maxTasks + 1 })).toBeGreaterThan(wanted(one));
      }),
    );
  });

  test("are refused exactly when the instance class takes fewer", () => {
    const micro = instanceClasses.get("db.t3.micro");
    const limit = micro ? connectionsForApplications(micro) : 0;

    fc.assert(
      fc.property(scale, (one) => {
        expect(problemsAfter(scaled(one)).length > 0).toBe(wanted(one) > limit);
      }),
    );
  });

  test("are none where no service uses the database", () => {
    const [environment] = checked((draft: Draft) => delete draft.services.api.database).environments;

    expect(environment && connectionDemands(environment)).toEqual([]);
  });
});
