import { describe, expect, test } from "@jest/globals";

import { AccessLogBucket } from "../../../src/constructs/ingress/access-log-bucket";
import type { OnDestroy } from "../../../src/terraform/on-destroy";
import { location } from "../../support/location";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

function accessLogs(onDestroy: OnDestroy = "delete"): Synthesized {
  return synthesize(
    (stack) =>
      new AccessLogBucket(stack, "access-logs", {
        bucketName: "finance-app-access-logs",
        retentionDays: 90,
        onDestroy,
        location,
      }),
  );
}

describe("AccessLogBucket", () => {
  test("lets load balancers of the account write its logs and nothing else", () => {
    const stack = accessLogs();

    const allowed = policy(stack.only("aws_s3_bucket_policy").policy).Statement.filter(
      ({ Effect }) => Effect === "Allow",
    );
    expect(allowed).toEqual([
      {
        Sid: "LoadBalancerWrites",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: [`${stack.reference("aws_s3_bucket", "access-logs/bucket", "arn")}/AWSLogs/111122223333/*`],
      },
    ]);
  });

  test("is encrypted with S3's own key, the only one that load balancers can write with", () => {
    expect(accessLogs().only("aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
  });

  test("keeps logs for the days that it is told, and no longer", () => {
    expect(accessLogs().only("aws_s3_bucket_lifecycle_configuration")).toMatchObject({
      rule: [{ expiration: [{ days: 90 }], noncurrent_version_expiration: [{ noncurrent_days: 1 }] }],
    });
  });

  test.each([
    ["retain", true],
    ["delete", false],
  ] as const)("with onDestroy %s has prevent_destroy %s", (onDestroy, prevented) => {
    expect(accessLogs(onDestroy).only("aws_s3_bucket")).toMatchObject({
      bucket: "finance-app-access-logs",
      lifecycle: { prevent_destroy: prevented },
    });
  });
});
