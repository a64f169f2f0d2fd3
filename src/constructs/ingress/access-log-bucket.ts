import { Construct } from "constructs";

import type { OnDestroy } from "../../terraform/on-destroy";
import type { AwsLocation } from "../iam/aws-location";
import { PrivateBucket } from "../storage/private-bucket";

export interface AccessLogBucketProps {
  readonly bucketName: string;
  readonly retentionDays: number;
  readonly onDestroy: OnDestroy;
  readonly location: AwsLocation;
}

/**
 * Where a load balancer writes down every request. Encrypted with S3's own key, since load balancers can write with no
 * other (Elastic Load Balancing, "Enable access logs").
 *
 * Costs money by the gigabyte stored.
 */
export class AccessLogBucket extends Construct {
  public readonly bucket: PrivateBucket;

  public constructor(
    scope: Construct,
    id: string,
    { bucketName, retentionDays, onDestroy, location }: AccessLogBucketProps,
  ) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, "bucket", {
      bucketName,
      onDestroy,
      objectsExpireDays: retentionDays,
      oldVersionsExpireDays: 1,
      statements: (bucketArn) => [
        {
          // No condition: the path holds the account, and others' load balancers write below theirs.
          sid: "LoadBalancerWrites",
          actions: ["s3:PutObject"],
          resources: [`${bucketArn}/AWSLogs/${location.account}/*`],
          principals: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        },
      ],
    });
  }
}
