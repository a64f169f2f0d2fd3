import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { checkCount, describeAutoScaling, tasksProgress } from "../../../src/operations/scale/scaling";
import { declaredService } from "../support/declared-service";

const nothing = { targets: [], schedules: [] };

describe("a number of tasks", () => {
  test("is taken exactly when it is within the limits, or there are none", () => {
    const count = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(count, count, count, (minTasks, maxTasks, tasks) => {
        const check = (): void => {
          checkCount(declaredService(), { ...nothing, limits: { minTasks, maxTasks } }, tasks);
        };
        if (tasks >= minTasks && tasks <= maxTasks) expect(check).not.toThrow();
        else expect(check).toThrow(tasks < minTasks ? "scaling.minTasks" : "scaling.maxTasks");
        checkCount(declaredService(), { ...nothing, limits: undefined }, tasks);
      }),
    );
  });

  test.each([
    [{ desiredCount: 3, runningCount: 1, pendingCount: 2 }, "in progress", "1 of 3 tasks run, 2 start"],
    [{ desiredCount: 3, runningCount: 3 }, "steady", "3 of 3 tasks run"],
    [{ desiredCount: 2, runningCount: 3 }, "failed", "auto scaling or another operator asks for 2 tasks by now"],
  ])("with %j is %s", (service, state, text) => {
    expect(tasksProgress(service, 3)).toEqual({ state, text });
  });
});

describe("auto scaling is told", () => {
  const limits = { minTasks: 1, maxTasks: 4 };

  test.each([
    [{ ...nothing, limits: undefined }, ["nothing scales this service by itself"]],
    [{ ...nothing, limits }, ["auto scaling holds it between 1 and 4 tasks"]],
    [
      { limits, targets: ["ECSServiceAverageCPUUtilization at 60"], schedules: ["cron(0 8 * * ? *): 2 to 4"] },
      [
        "auto scaling goes on between 1 and 4 tasks, and may change the number soon: ECSServiceAverageCPUUtilization at 60",
        "a schedule changes these limits, cron(0 8 * * ? *): 2 to 4",
      ],
    ],
  ])("of %j", (autoScaling, lines) => {
    expect(describeAutoScaling(autoScaling)).toEqual(lines);
  });
});
