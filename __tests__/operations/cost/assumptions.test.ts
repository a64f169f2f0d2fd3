import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, describe, expect, test } from "@jest/globals";

import { defaultAssumptions } from "../../../src/cost/assumptions";
import { readAssumptions } from "../../../src/operations/cost/assumptions";

const folder = mkdtempSync(path.join(tmpdir(), "assumptions-"));
const file = path.join(folder, "assumptions.json");

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(content: unknown, ...settings: string[]): unknown {
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return readAssumptions(file, settings);
}

function messageOf(act: () => unknown): string {
  try {
    act();
    return "";
  } catch (error) {
    return (error as Error).message.replaceAll(file, "assumptions.json");
  }
}

test("nothing said is the defaults", () => {
  expect(readAssumptions(undefined, [])).toEqual(defaultAssumptions);
});

test("the command line overrides the file, and the file the defaults", () => {
  expect(read({ natGb: 100, logGb: 2 }, "natGb=300", "tasks=maximum")).toEqual({
    ...defaultAssumptions,
    natGb: 300,
    logGb: 2,
    tasks: "maximum",
  });
});

describe("bad input", () => {
  test("is reported all at once", () => {
    const message = messageOf(() =>
      read({ natGB: 100, requestsPerMonth: -1, tasks: "many", natOutPercent: 120 }, "hoursPerMonth=0", "cdnGb=much"),
    );

    expect(message.split("\n")).toEqual([
      "assumptions.json has 4 problems:",
      '  tasks: must be "minimum", "average" or "maximum", got "many"',
      "  requestsPerMonth: must not be negative, got -1",
      "  natOutPercent: must be at most 100, got 120",
      '  natGB: unknown property; did you mean "natGb"?',
      "",
      "--set has 2 problems:",
      "  hoursPerMonth: must be above zero, got 0",
      '  cdnGb: must be a number, got "much"',
    ]);
  });

  test("that is no JSON is said with the file", () => {
    expect(messageOf(() => read("{ natGb: 1 }"))).toMatch(/^assumptions\.json cannot be read: /);
    expect(messageOf(() => readAssumptions("nowhere.json", []))).toBe(
      "nowhere.json cannot be read: no such file or directory",
    );
  });

  test("that is no setting is said with an example", () => {
    expect(messageOf(() => readAssumptions(undefined, ["natGb"]))).toBe(
      "--set natGb: expected name=value, as in requestsPerMonth=500000",
    );
  });
});
