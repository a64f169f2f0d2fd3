/** Prefixes of IAM actions that differ from botocore's name of the service. */
const prefixes: Readonly<Record<string, string>> = {
  efs: "elasticfilesystem",
  elbv2: "elasticloadbalancing",
  resourcegroupstaggingapi: "tag",
  s3control: "s3",
  "service-quotas": "servicequotas",
  stepfunctions: "states",
};

/** Operations that IAM knows by another action's name. */
const actions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // AWS Billing User Guide, "Budgets actions".
  budgets: {
    CreateBudget: "ModifyBudget",
    CreateNotification: "ModifyBudget",
    CreateSubscriber: "ModifyBudget",
    DeleteBudget: "ModifyBudget",
    DeleteNotification: "ModifyBudget",
    DeleteSubscriber: "ModifyBudget",
    DescribeBudget: "ViewBudget",
    DescribeNotificationsForBudget: "ViewBudget",
    DescribeSubscribersForNotification: "ViewBudget",
    UpdateBudget: "ModifyBudget",
    UpdateNotification: "ModifyBudget",
    UpdateSubscriber: "ModifyBudget",
  },
  cloudfront: { CreateDistributionWithTags: "CreateDistribution" },
  // Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
  s3: {
    DeleteBucketEncryption: "PutEncryptionConfiguration",
    DeleteBucketLifecycle: "PutLifecycleConfiguration",
    DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
    DeleteBucketReplication: "PutReplicationConfiguration",
    DeleteBucketTagging: "PutBucketTagging",
    DeleteObjects: "DeleteObject",
    DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
    GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
    GetBucketCors: "GetBucketCORS",
    GetBucketEncryption: "GetEncryptionConfiguration",
    GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
    GetBucketNotificationConfiguration: "GetBucketNotification",
    GetBucketReplication: "GetReplicationConfiguration",
    GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
    GetPublicAccessBlock: "GetBucketPublicAccessBlock",
    HeadBucket: "ListBucket",
    HeadObject: "GetObject",
    ListObjects: "ListBucket",
    ListObjectsV2: "ListBucket",
    ListObjectVersions: "ListBucketVersions",
    PutBucketEncryption: "PutEncryptionConfiguration",
    PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
    PutBucketNotificationConfiguration: "PutBucketNotification",
    PutBucketReplication: "PutReplicationConfiguration",
    PutPublicAccessBlock: "PutBucketPublicAccessBlock",
  },
};

/** The IAM action that an operation of AWS needs, both as AWS names them: `elbv2` `DescribeRules` needs `elasticloadbalancing:DescribeRules`. */
export function iamAction(service: string, operation: string): string {
  return `${prefixes[service] ?? service}:${actions[service]?.[operation] ?? operation}`;
}
