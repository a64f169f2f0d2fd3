import { describe, expect, test } from "@jest/globals";

import { readReport } from "../../../src/operations/policy/findings";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { stackOf } from "../support/stack";

const stack: SynthesizedStack = stackOf("shop-test", {
  resource: {
    aws_s3_bucket: { logs_1: { "//": { metadata: { path: "shop-test/logs/bucket/Resource" } } } },
    aws_lb: { edge_2: { "//": { metadata: { path: "shop-test/edge" } } } },
  },
});

const failedCheck = {
  check_id: "CKV_AWS_18",
  check_name: "Ensure the S3 bucket has access logging enabled",
  check_class: "checkov.common.graph.checks_infra.base_check",
  resource: "aws_s3_bucket.logs_1",
  guideline: null,
};

function report(changes: { failed?: object[]; read?: number; unread?: string[] } = {}): string {
  const { failed = [failedCheck], read = 2, unread = [] } = changes;
  return JSON.stringify({
    check_type: "terraform",
    results: { passed_checks: [{}, {}, {}], failed_checks: failed, parsing_errors: unread },
    summary: { resource_count: read, checkov_version: "1.2.3" },
  });
}

describe("checkov's report", () => {
  test("becomes findings, each with the place of its construct", () => {
    expect(readReport(stack, report())).toEqual({
      stack: "shop-test",
      passed: 3,
      places: ["shop-test/logs/bucket", "shop-test/edge"],
      findings: [
        {
          check: "CKV_AWS_18",
          asks: "Ensure the S3 bucket has access logging enabled",
          type: "aws_s3_bucket",
          address: "aws_s3_bucket.logs_1",
          at: "shop-test/logs/bucket",
          guideline: "https://github.com/bridgecrewio/checkov/blob/1.2.3/docs/5.Policy%20Index/terraform.md",
        },
      ],
    });
  });

  test("names no place that has a data source only", () => {
    const found = stackOf("shop-test", {
      data: { aws_route53_zone: { zone_1: { "//": { metadata: { path: "shop-test/zone/Resource" } } } } },
    });

    expect(readReport(found, report({ failed: [], read: 0 })).places).toEqual([]);
  });

  test("names the source of a check that is code", () => {
    const failed = [{ ...failedCheck, check_class: "checkov.terraform.checks.resource.aws.LBDeletionProtection" }];
    expect(readReport(stack, report({ failed })).findings[0]?.guideline).toBe(
      "https://github.com/bridgecrewio/checkov/blob/1.2.3/checkov/terraform/checks/resource/aws/LBDeletionProtection.py",
    );
  });

  test("names checkov's own guideline where it has one", () => {
    const failed = [{ ...failedCheck, guideline: "https://example.com/guide" }];
    expect(readReport(stack, report({ failed })).findings[0]?.guideline).toBe("https://example.com/guide");
  });

  test("places what is no resource by its address", () => {
    const failed = [{ ...failedCheck, resource: "aws.default" }];
    expect(readReport(stack, report({ failed })).findings[0]?.at).toBe("shop-test/aws.default");
  });

  test("is refused when not every resource was read", () => {
    expect(() => readReport(stack, report({ read: 1 }))).toThrow(
      "checkov has read 1 of 2 resources of shop-test; its verdict is worth nothing",
    );
    expect(() => readReport(stack, report({ unread: ["/main.tf"] }))).toThrow("its verdict is worth nothing");
  });

  test("is refused when it is none", () => {
    expect(() => readReport(stack, "Traceback")).toThrow("checkov gave no report of shop-test: Traceback");
  });
});
