import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import { Construct } from "constructs";

/**
 * Forbids public buckets in the whole account, those that others make included (Amazon S3 User Guide, "Blocking public access
 * to your Amazon S3 storage"). Costs nothing.
 */
export class PublicBucketBlock extends Construct {
  public constructor(scope: Construct, id: string, account: string) {
    super(scope, id);
    new S3AccountPublicAccessBlock(this, "Resource", {
      accountId: account,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }
}
