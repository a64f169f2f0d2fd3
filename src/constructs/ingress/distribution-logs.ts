import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { Construct } from "constructs";

import type { PolicyStatement } from "../iam/policy-document";
import type { PrivateBucket } from "../storage/private-bucket";
import type { Distribution } from "./distribution";

export interface DistributionLogsProps {
  /** What the delivery's source and destination are called; at most 60 characters. */
  readonly name: string;
  readonly distribution: Distribution;
  /** Its policy must have the statement of `logDelivery`. */
  readonly bucket: PrivateBucket;
}

/**
 * What CloudFront writes down of a request. Cookies are left out: a session's may be meant for every host of the domain.
 */
const recordFields = [
  "date",
  "time",
  "x-edge-location",
  "c-ip",
  "cs-method",
  "cs(Host)",
  "cs-uri-stem",
  "cs-uri-query",
  "sc-status",
  "sc-bytes",
  "cs(Referer)",
  "cs(User-Agent)",
  "x-edge-result-type",
  "x-edge-request-id",
  "x-host-header",
  "cs-protocol",
  "cs-protocol-version",
  "ssl-protocol",
  "ssl-cipher",
  "time-taken",
  "time-to-first-byte",
  "x-edge-detailed-result-type",
  "sc-content-type",
  "sc-content-len",
];

/**
 * Every request to a distribution, as lines of JSON in a bucket (CloudFront Developer Guide, "Configure standard logging
 * (v2)"). Unlike CloudFront's older logs these need no access control lists. Belongs into us-east-1, wherever the bucket is.
 *
 * Costs money by the gigabyte stored.
 */
export class DistributionLogs extends Construct {
  public constructor(scope: Construct, id: string, { name, distribution, bucket }: DistributionLogsProps) {
    super(scope, id);
    const source = new CloudwatchLogDeliverySource(this, "source", {
      name,
      logType: "ACCESS_LOGS",
      resourceArn: distribution.resource.arn,
    });
    const destination = new CloudwatchLogDeliveryDestination(this, "destination", {
      name,
      outputFormat: "json",
      deliveryDestinationConfiguration: [{ destinationResourceArn: bucket.resource.arn }],
    });
    new CloudwatchLogDelivery(this, "Resource", {
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.arn,
      recordFields,
      dependsOn: [bucket.policy], // AWS adds to the policy what it misses
    });
  }
}

/** The delivery's source as a bucket's or a key's policy names it, before it exists. */
export interface LogSource {
  readonly account: string;
  readonly name: string;
}

/** Lets a distribution's logs into a bucket. */
export function logDelivery({ account, name }: LogSource, bucketArn: string): PolicyStatement {
  return {
    sid: "LogDeliveryWrites",
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/AWSLogs/${account}/*`],
    principals: deliveryService,
    conditions: {
      StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": sourceArn(account, name) },
    },
  };
}

/** Lets a distribution's logs be encrypted with a key. */
export function logDeliveryEncryption({ account, name }: LogSource): PolicyStatement {
  return {
    sid: "EncryptDeliveredLogs",
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    resources: ["*"],
    principals: deliveryService,
    conditions: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": sourceArn(account, name) },
    },
  };
}

const deliveryService = { Service: "delivery.logs.amazonaws.com" };

function sourceArn(account: string, name: string): string {
  return `arn:aws:logs:us-east-1:${account}:delivery-source:${name}`;
}
