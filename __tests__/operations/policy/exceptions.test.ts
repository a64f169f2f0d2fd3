import { readFileSync } from "node:fs";

import { describe, expect, test } from "@jest/globals";

import { acceptedChecksFile, readExceptions } from "../../../src/operations/policy/exceptions";

const exception = {
  check: "CKV_AWS_18",
  where: ["shop-*/logs/bucket"],
  reason: "a bucket of logs needs no logs of its own",
  reviewOn: "2027-05-31",
};

function problemsOf(json: unknown): string[] {
  try {
    readExceptions("exceptions.json", json);
  } catch (error) {
    return (error as Error).message.split("\n").map((line) => line.trim());
  }
  return [];
}

describe("the list of exceptions", () => {
  test("is read as it is written", () => {
    expect(readExceptions("exceptions.json", [exception])).toEqual([exception]);
  });

  test("may say nothing but check, places, reason and date", () => {
    expect(problemsOf([{ ...exception, reviewon: "2027-05-31" }])).toEqual([
      "exceptions.json has 1 problem:",
      '0.reviewon: unknown property; did you mean "reviewOn"?',
    ]);
  });

  test("needs a reason, a date, a place and a check that make sense", () => {
    expect(problemsOf([{ check: "S3", where: ["logs"], reason: "ok", reviewOn: "soon" }])).toEqual([
      "exceptions.json has 4 problems:",
      '0.check: expected the id of a check, as in "CKV_AWS_18", got "S3"',
      '0.where.0: expected a stack and the path of a construct, as in "foundation-*/state/bucket"; "*" is any part of a name, "**" any number of names, got "logs"',
      '0.reason: expected why the check does not fit, in a sentence, got "ok"',
      '0.reviewOn: expected the date to look again, as in "2027-05-31", got "soon"',
    ]);
  });

  test("says what is missing", () => {
    expect(problemsOf([{ ...exception, where: [], reason: undefined }])).toEqual([
      "exceptions.json has 2 problems:",
      '0.where: expected at least one place, as in "foundation-*/state/bucket", got []',
      "0.reason: missing; expected why the check does not fit, in a sentence",
    ]);
  });
});

test("the platform's own list names no environment, so that it holds for all", () => {
  const accepted = readExceptions(acceptedChecksFile, JSON.parse(readFileSync(acceptedChecksFile, "utf8")));
  const named = accepted.flatMap(({ where }) => where).filter((place) => !/^(foundation-)?\*\//.test(place));
  expect(named).toEqual([]);
});
