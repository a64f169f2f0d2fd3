import { describe, expect, test } from "@jest/globals";

import {
  DistributionLogs,
  logDelivery,
  logDeliveryEncryption,
} from "../../../src/constructs/ingress/distribution-logs";
import { PrivateBucket } from "../../../src/constructs/storage/private-bucket";
import { distribution } from "../../support/distribution";
import { policy, synthesize } from "../../support/synthesized";

const source = { account: "111122223333", name: "shop-assets" };
const condition = {
  "aws:SourceAccount": "111122223333",
  "aws:SourceArn": "arn:aws:logs:us-east-1:111122223333:delivery-source:shop-assets",
};

const stack = synthesize((scope) => {
  const bucket = new PrivateBucket(scope, "logs-bucket", {
    bucketName: "shop-assets-logs",
    onDestroy: "delete",
    oldVersionsExpireDays: 1,
    statements: (bucketArn) => [logDelivery(source, bucketArn)],
  });
  new DistributionLogs(scope, "logs", { name: source.name, distribution: distribution(scope), bucket });
});

describe("DistributionLogs", () => {
  test("bring what a distribution writes down into a bucket", () => {
    expect(stack.only("aws_cloudwatch_log_delivery_source")).toMatchObject({
      name: "shop-assets",
      log_type: "ACCESS_LOGS",
      resource_arn: stack.reference("aws_cloudfront_distribution", "distribution", "arn"),
    });
    expect(stack.only("aws_cloudwatch_log_delivery_destination")).toMatchObject({
      output_format: "json",
      delivery_destination_configuration: [
        { destination_resource_arn: stack.reference("aws_s3_bucket", "logs-bucket", "arn") },
      ],
    });
    expect(stack.only("aws_cloudwatch_log_delivery")).toMatchObject({
      delivery_source_name: stack.reference("aws_cloudwatch_log_delivery_source", "logs/source", "name"),
      delivery_destination_arn: stack.reference("aws_cloudwatch_log_delivery_destination", "logs/destination", "arn"),
      depends_on: [stack.address("aws_s3_bucket_policy", "logs-bucket/policy")],
    });
  });

  test("hold no cookies", () => {
    const fields = stack.only("aws_cloudwatch_log_delivery").record_fields;

    expect(fields).toContain("cs-uri-stem");
    expect(fields).not.toContain("cs(Cookie)");
  });

  test("let into the bucket nobody but their own delivery", () => {
    const bucket = stack.reference("aws_s3_bucket", "logs-bucket", "arn");
    const allowed = policy(stack.resources("aws_s3_bucket_policy")["logs-bucket/policy"]?.policy).Statement.filter(
      ({ Effect }) => Effect === "Allow",
    );

    expect(allowed).toEqual([
      {
        Sid: "LogDeliveryWrites",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: [`${bucket}/AWSLogs/111122223333/*`],
        Condition: {
          StringEquals: {
            "s3:x-amz-acl": "bucket-owner-full-control",
            "aws:SourceAccount": condition["aws:SourceAccount"],
          },
          ArnLike: { "aws:SourceArn": condition["aws:SourceArn"] },
        },
      },
    ]);
  });

  test("are encrypted with a key that nobody but their own delivery is let use", () => {
    expect(logDeliveryEncryption(source)).toMatchObject({
      principals: { Service: "delivery.logs.amazonaws.com" },
      conditions: {
        StringEquals: { "aws:SourceAccount": condition["aws:SourceAccount"] },
        ArnLike: { "aws:SourceArn": condition["aws:SourceArn"] },
      },
    });
  });
});
