import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { connectionsForApplications, instanceClasses, maxConnections } from "../../src/config/instance-classes";

const memory = fc.integer({ min: 1, max: 512 });
const ofMemory = (memoryGiB: number): { vcpus: number; memoryGiB: number } => ({ vcpus: 2, memoryGiB });

describe("the connections of an instance class", () => {
  test("stay below what instances of that memory are known to take", () => {
    const known = { "db.t3.medium": 413, "db.t3.large": 856, "db.r6g.large": 1697 };

    for (const [name, limit] of Object.entries(known)) {
      const instanceClass = instanceClasses.get(name);
      expect(instanceClass && maxConnections(instanceClass)).toBeLessThanOrEqual(limit);
      expect(instanceClass && maxConnections(instanceClass)).toBeGreaterThan(0.9 * limit);
    }
  });

  test("of the smallest are 79, of which 74 are for applications", () => {
    expect(maxConnections(ofMemory(1))).toBe(79);
    expect(connectionsForApplications(ofMemory(1))).toBe(74);
  });

  test("are never more than AWS's formula gives for all of its memory, nor than 5,000", () => {
    fc.assert(
      fc.property(memory, (memoryGiB) => {
        const nominal = Math.floor((memoryGiB * 1024 ** 3) / 9_531_392);
        expect(maxConnections(ofMemory(memoryGiB))).toBeLessThanOrEqual(Math.min(nominal, 5000));
      }),
    );
  });

  test("grow with its memory", () => {
    fc.assert(
      fc.property(memory, (memoryGiB) => {
        const next = maxConnections(ofMemory(memoryGiB + 1));
        expect(next === 5000 || next > maxConnections(ofMemory(memoryGiB))).toBe(true);
      }),
    );
  });
});
