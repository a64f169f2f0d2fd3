import { describe, expect, test } from "@jest/globals";

import type { PolicyException } from "../../../src/operations/policy/exceptions";
import type { Finding, Judgement } from "../../../src/operations/policy/findings";
import { complaint, reportJson, reportText } from "../../../src/operations/policy/findings-table";
import { type Verdict, verdict } from "../../../src/operations/policy/verdict";

const now = { today: "2026-11-30", judged: "all stacks" } as const;

function finding(at: string, check = "CKV_AWS_18"): Finding {
  return {
    check,
    asks: "Ensure the S3 bucket has access logging enabled",
    type: "aws_s3_bucket",
    address: "aws_s3_bucket.logs",
    at,
    guideline: `https://example.com/${check}`,
  };
}

/** Judgements of `shop-test` and `shop-live`, with what was found in them. */
function judged(...findings: Finding[]): Judgement[] {
  return ["shop-test", "shop-live"].map((stack) => ({
    stack,
    passed: 10,
    places: [`${stack}/logs/bucket`, `${stack}/data/bucket`],
    findings: findings.filter(({ at }) => at.startsWith(`${stack}/`)),
  }));
}

function exception(...where: string[]): PolicyException {
  return { check: "CKV_AWS_18", where, reason: "a bucket of logs needs no logs of its own", reviewOn: "2027-05-31" };
}

describe("a verdict", () => {
  test("fails a check that no exception accepts", () => {
    const found = finding("shop-test/logs/bucket");
    expect(verdict(judged(found), [], now)).toEqual({ failed: [found], accepted: [], complaints: [] });
  });

  test("accepts what an exception accepts, with the exception", () => {
    const accepting = exception("shop-test/logs/bucket");
    const found = finding("shop-test/logs/bucket");
    expect(verdict(judged(found), [accepting], now)).toEqual({
      failed: [],
      accepted: [{ ...found, exception: accepting }],
      complaints: [],
    });
  });

  test.each([
    ["shop-*/logs/bucket", "shop-test/logs/bucket", true],
    ["shop-test/*/bucket", "shop-test/logs/bucket", true],
    ["shop-test/*/bucket", "shop-test/edge/logs/bucket", false],
    ["shop-test/**/bucket", "shop-test/edge/logs/bucket", true],
    ["shop-test/log*", "shop-test/logs", true],
    ["shop-test/logs", "shop-test/logs/bucket", false],
    ["shop-test/lo.s", "shop-test/logs", false],
    ["shop-test/a(b)", "shop-test/a(b)", true],
  ])("takes %s for %s: %s", (place, at, fits) => {
    expect(verdict(judged(finding(at)), [exception(place)], now).accepted).toHaveLength(fits ? 1 : 0);
  });

  test("accepts nothing for another check", () => {
    const found = finding("shop-test/logs/bucket", "CKV_AWS_21");
    expect(verdict(judged(found), [exception("shop-test/logs/bucket")], now).failed).toEqual([found]);
  });

  test("complains about each place of an exception where nothing fails any more", () => {
    const exceptions = [exception("shop-*/logs/bucket", "shop-live/old/bucket")];
    expect(verdict(judged(finding("shop-test/logs/bucket")), exceptions, now).complaints).toEqual([
      "CKV_AWS_18 at shop-live/old/bucket fails no more: it must leave the list",
    ]);
  });

  test("asks, where only some stacks were judged, for the exceptions that are theirs alone", () => {
    const exceptions = [exception("foundation-shop/state/bucket", "*/logs/bucket", "shop-live/old/bucket")];
    expect(verdict(judged(), exceptions, { ...now, judged: "some stacks" }).complaints).toEqual([
      "CKV_AWS_18 at shop-live/old/bucket fails no more: it must leave the list",
    ]);
    expect(verdict(judged(), exceptions, now).complaints).toHaveLength(3);
  });

  test("keeps what the platform decides for every environment also where none has it", () => {
    const exceptions = [exception("*/proxy/bucket", "shop-*/proxy/bucket")];
    expect(verdict(judged(), exceptions, now).complaints).toEqual([
      "CKV_AWS_18 at shop-*/proxy/bucket fails no more: it must leave the list",
    ]);
  });

  test("complains about what the platform decides for every environment once it passes where it is", () => {
    expect(verdict(judged(), [exception("*/data/bucket")], now).complaints).toEqual([
      "CKV_AWS_18 at */data/bucket fails no more: it must leave the list",
    ]);
  });

  test("complains about an exception from the day after its date", () => {
    const exceptions = [exception("shop-test/logs/bucket")];
    const complaintsOn = (day: string): readonly string[] =>
      verdict(judged(finding("shop-test/logs/bucket")), exceptions, { ...now, today: day }).complaints;
    expect(complaintsOn("2027-05-31")).toEqual([]);
    expect(complaintsOn("2027-06-01")).toEqual([
      "CKV_AWS_18 at shop-test/logs/bucket was to be looked at again on 2027-05-31: make the check pass, or say why not and when to look next",
    ]);
  });
});

describe("the report", () => {
  const accepting = exception("shop-test/logs/bucket");
  const judgements = judged(finding("shop-test/logs/bucket"), finding("shop-live/data/bucket"));
  const result = verdict(judgements, [accepting], now);
  const nothing: Verdict = { failed: [], accepted: [], complaints: [] };

  test("counts for each stack what passes, what is accepted and what fails", () => {
    expect(reportText(judgements, result)).toContain(
      [
        "│ shop-test │               10 │                      1 │      0 │",
        "│ shop-live │               10 │                      0 │      1 │",
      ].join("\n"),
    );
  });

  test("shows of each failed check what it asks, where it fails, and where to read on", () => {
    const text = reportText(judgements, result);
    expect(text).toContain(
      "│ CKV_AWS_18 │ Ensure the S3 bucket has access logging enabled │ aws_s3_bucket at shop-live/data/bucket │",
    );
    expect(text).toContain("What each looks at:\n  CKV_AWS_18  https://example.com/CKV_AWS_18");
  });

  test("shows no failures when there are none", () => {
    expect(reportText(judged(), nothing)).not.toContain("what it asks");
  });

  test("says all of it as JSON, with the exceptions", () => {
    expect(JSON.parse(reportJson(judgements, result))).toEqual({
      stacks: [
        { stack: "shop-test", passed: 10 },
        { stack: "shop-live", passed: 10 },
      ],
      failed: [finding("shop-live/data/bucket")],
      accepted: [{ ...finding("shop-test/logs/bucket"), exception: accepting }],
      complaints: [],
    });
  });

  test("complains in one message about failed checks and exceptions", () => {
    expect(complaint(nothing, "exceptions.json")).toBeUndefined();
    expect(complaint({ ...result, complaints: ["one", "two"] }, "exceptions.json")).toBe(
      [
        "1 check fails: fix what it asks for, or list it with a reason in exceptions.json",
        "",
        "exceptions (exceptions.json, src/operations/policy/accepted-checks.json):",
        "  one",
        "  two",
      ].join("\n"),
    );
    expect(complaint({ ...nothing, failed: [...result.failed, ...result.failed] }, "exceptions.json")).toBe(
      "2 checks fail: fix what they ask for, or list them with a reason in exceptions.json",
    );
  });
});
