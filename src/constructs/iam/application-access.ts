import type { AwsLocation } from "./aws-location";
import { statementId } from "./policy-document";
import type { IGrantable } from "./role";

/** What an application may do with things of the account that are not made here. */
export interface ApplicationAccess {
  /** S3 buckets, by name. */
  readonly buckets: Readonly<
    Record<string, { readonly access: "read" | "read-write"; readonly kmsKeyArn?: string | undefined }>
  >;
  /** SQS queues, by name. */
  readonly queues: Readonly<
    Record<
      string,
      { readonly access: "send" | "consume" | "send-and-consume"; readonly kmsKeyArn?: string | undefined }
    >
  >;
  readonly monitoring: "none" | "read";
}

const objects = {
  read: ["s3:GetObject"],
  "read-write": [
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:ListMultipartUploadParts",
    "s3:PutObject",
  ],
};
const sending = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"];
const consuming = [
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
  "sqs:ReceiveMessage",
];
const messages = {
  send: sending,
  consume: consuming,
  "send-and-consume": [...new Set([...sending, ...consuming])].sort(),
};

/** Lets an application's role use named buckets and queues, with their keys, and read CloudWatch. */
export function grantAccess(
  grantee: IGrantable,
  { buckets, queues, monitoring }: ApplicationAccess,
  location: AwsLocation,
): void {
  for (const [name, { access, kmsKeyArn }] of Object.entries(buckets)) {
    const arn = `arn:aws:s3:::${name}`;
    grantee.grant({
      sid: statementId("list", "bucket", name),
      actions: ["s3:GetBucketLocation", "s3:ListBucket"],
      resources: [arn],
    });
    grantee.grant({ sid: statementId("use", "bucket", name), actions: objects[access], resources: [`${arn}/*`] });
    if (kmsKeyArn !== undefined) grantKey(grantee, kmsKeyArn, "s3", access === "read" ? "decrypt" : "both", location);
  }
  for (const [name, { access, kmsKeyArn }] of Object.entries(queues)) {
    const arn = `arn:aws:sqs:${location.region}:${location.account}:${name}`;
    grantee.grant({ sid: statementId("use", "queue", name), actions: messages[access], resources: [arn] });
    if (kmsKeyArn !== undefined)
      grantKey(grantee, kmsKeyArn, "sqs", access === "consume" ? "decrypt" : "both", location);
  }
  if (monitoring === "read") grantMonitoring(grantee, location);
}

function grantKey(
  grantee: IGrantable,
  key: string,
  service: "s3" | "sqs",
  use: "decrypt" | "both",
  { region }: AwsLocation,
): void {
  grantee.grant({
    sid: statementId("key", service, key.split("/").at(-1) ?? key, use),
    actions: use === "decrypt" ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: [key],
    conditions: { StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } },
  });
}

/** What Grafana's CloudWatch data source asks for; the first statement's actions AWS lets be granted on `*` only. */
function grantMonitoring(grantee: IGrantable, { account, region }: AwsLocation): void {
  grantee.grant({
    sid: "ReadMetricsAndTags",
    actions: [
      "cloudwatch:DescribeAlarms",
      "cloudwatch:DescribeAlarmsForMetric",
      "cloudwatch:GetMetricData",
      "cloudwatch:ListMetrics",
      "logs:DescribeLogGroups",
      "logs:GetQueryResults",
      "logs:StopQuery",
      "tag:GetResources",
    ],
    resources: ["*"],
  });
  grantee.grant({
    sid: "ReadLogs",
    actions: ["logs:GetLogEvents", "logs:GetLogGroupFields", "logs:StartQuery"],
    resources: [`arn:aws:logs:${region}:${account}:log-group:*`],
  });
}
