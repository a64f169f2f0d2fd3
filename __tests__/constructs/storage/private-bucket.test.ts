import { describe, expect, test } from "@jest/globals";

import { PrivateBucket, type PrivateBucketProps } from "../../../src/constructs/storage/private-bucket";
import { encryptionKey } from "../../support/encryption-key";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

function bucket(props: Partial<PrivateBucketProps> = {}): Synthesized {
  return synthesize(
    (stack) =>
      new PrivateBucket(stack, "bucket", {
        bucketName: "finance-app-logs",
        onDestroy: "delete",
        oldVersionsExpireDays: 30,
        ...props,
      }),
  );
}

describe("PrivateBucket", () => {
  test("blocks public access in all four ways", () => {
    expect(bucket().only("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("owns what others write into it", () => {
    expect(bucket().only("aws_s3_bucket_ownership_controls")).toMatchObject({
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  test("refuses everybody who does not use TLS, for the bucket and its objects", () => {
    const stack = bucket();

    const arn = stack.reference("aws_s3_bucket", "bucket", "arn");
    expect(policy(stack.only("aws_s3_bucket_policy").policy).Statement).toEqual([
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  test("allows what it is told to beside", () => {
    const stack = bucket({
      statements: (arn) => [{ sid: "Write", actions: ["s3:PutObject"], resources: [`${arn}/logs/*`] }],
    });

    const [, added] = policy(stack.only("aws_s3_bucket_policy").policy).Statement;
    expect(added).toMatchObject({
      Sid: "Write",
      Resource: [`${stack.reference("aws_s3_bucket", "bucket", "arn")}/logs/*`],
    });
  });

  test("keeps versions", () => {
    expect(bucket().only("aws_s3_bucket_versioning")).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
  });

  test("lets in whom it is told about after it was made, and still refuses unencrypted connections", () => {
    const stack = synthesize((scope) => {
      new PrivateBucket(scope, "bucket", {
        bucketName: "assets",
        onDestroy: "delete",
        oldVersionsExpireDays: 30,
      }).allow({ sid: "Reads", actions: ["s3:GetObject"], principals: { Service: "cloudfront.amazonaws.com" } });
    });

    const { Statement } = policy(stack.only("aws_s3_bucket_policy").policy);
    expect(Statement.map(({ Sid, Effect }) => [Sid, Effect])).toEqual([
      ["TlsOnly", "Deny"],
      ["Reads", "Allow"],
    ]);
  });

  test("is encrypted with S3's own key when it is given none", () => {
    expect(bucket().only("aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" }, bucket_key_enabled: false }],
    });
  });

  test("is encrypted with the key that it is given", () => {
    const stack = synthesize(
      (scope) =>
        new PrivateBucket(scope, "bucket", {
          bucketName: "states",
          onDestroy: "delete",
          oldVersionsExpireDays: 30,
          encryptionKey: encryptionKey(scope),
        }),
    );

    expect(stack.only("aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: stack.reference("aws_kms_key", "key", "arn"),
          },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  test("lets old versions and unfinished uploads go, once there are versions", () => {
    const lifecycle = bucket().only("aws_s3_bucket_lifecycle_configuration");

    expect(lifecycle).toMatchObject({
      rule: [
        {
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
      ],
      depends_on: [expect.stringMatching(/^aws_s3_bucket_versioning\./)],
    });
  });

  test("keeps objects for ever unless told otherwise", () => {
    const { rule } = bucket().only("aws_s3_bucket_lifecycle_configuration");

    expect(rule).not.toMatchObject([{ expiration: expect.anything() }]);
  });

  test("lets objects go after the days it is told", () => {
    expect(bucket({ objectsExpireDays: 90 }).only("aws_s3_bucket_lifecycle_configuration")).toMatchObject({
      rule: [{ expiration: [{ days: 90 }] }],
    });
  });

  test("can't be destroyed by a plan, nor emptied, when it is retained", () => {
    expect(bucket({ onDestroy: "retain" }).only("aws_s3_bucket")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("goes with all its objects when it is deleted", () => {
    expect(bucket({ onDestroy: "delete" }).only("aws_s3_bucket")).toMatchObject({
      bucket: "finance-app-logs",
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
    });
  });
});
