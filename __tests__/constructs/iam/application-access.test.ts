import { describe, expect, test } from "@jest/globals";

import { type ApplicationAccess, grantAccess } from "../../../src/constructs/iam/application-access";
import { grantee, onEverything, permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { type Policy, synthesize } from "../../support/synthesized";

const nothing: ApplicationAccess = { buckets: {}, queues: {}, monitoring: "none" };
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
const queue = "arn:aws:sqs:us-east-1:111122223333:orders";

function granted(access: Partial<ApplicationAccess>): Policy["Statement"] {
  return permissions(
    synthesize((stack) => {
      grantAccess(grantee(stack), { ...nothing, ...access }, location);
    }),
  );
}

/** What a role may do with a key, and through which service. */
function keyUse(access: Partial<ApplicationAccess>): unknown[] {
  return granted(access).filter(({ Resource }) => Resource?.includes(kmsKeyArn));
}

describe("grantAccess", () => {
  test("grants nothing where nothing is asked for", () => {
    expect(granted({})).toEqual([]);
  });

  test.each([
    ["read", ["s3:GetObject"]],
    [
      "read-write",
      ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
    ],
  ] as const)("lets an application list one bucket and %s its objects, and no more", (access, actions) => {
    expect(granted({ buckets: { "shop-media": { access } } })).toEqual([
      {
        Sid: "ListBucketShopMedia",
        Effect: "Allow",
        Action: ["s3:GetBucketLocation", "s3:ListBucket"],
        Resource: ["arn:aws:s3:::shop-media"],
      },
      { Sid: "UseBucketShopMedia", Effect: "Allow", Action: actions, Resource: ["arn:aws:s3:::shop-media/*"] },
    ]);
  });

  test.each([
    ["send", ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"]],
    [
      "consume",
      [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
      ],
    ],
    [
      "send-and-consume",
      [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
      ],
    ],
  ] as const)("lets an application %s messages of one queue, and no more", (access, actions) => {
    expect(granted({ queues: { orders: { access } } })).toEqual([
      { Sid: "UseQueueOrders", Effect: "Allow", Action: actions, Resource: [queue] },
    ]);
  });

  test.each([
    ["read", ["kms:Decrypt"]],
    ["read-write", ["kms:Decrypt", "kms:GenerateDataKey"]],
  ] as const)("lets it %s a bucket with a key, through S3 only", (access, actions) => {
    expect(keyUse({ buckets: { "shop-media": { access, kmsKeyArn } } })).toMatchObject([
      {
        Action: actions,
        Resource: [kmsKeyArn],
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      },
    ]);
  });

  test.each([
    ["send", ["kms:Decrypt", "kms:GenerateDataKey"]],
    ["consume", ["kms:Decrypt"]],
    ["send-and-consume", ["kms:Decrypt", "kms:GenerateDataKey"]],
  ] as const)("lets it %s with a queue's key, through SQS only", (access, actions) => {
    expect(keyUse({ queues: { orders: { access, kmsKeyArn } } })).toMatchObject([
      {
        Action: actions,
        Resource: [kmsKeyArn],
        Condition: { StringEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } },
      },
    ]);
  });

  test("lets it use one key for several things, in different ways", () => {
    const used = keyUse({
      buckets: {
        "shop-media": { access: "read", kmsKeyArn },
        "shop-imports": { access: "read", kmsKeyArn },
        "shop-exports": { access: "read-write", kmsKeyArn },
      },
      queues: { orders: { access: "consume", kmsKeyArn } },
    });

    expect(used).toHaveLength(3);
  });

  test("lets it use no key where none is named", () => {
    const actions = granted({
      buckets: { "shop-media": { access: "read-write" } },
      queues: { orders: { access: "send" } },
    }).flatMap(({ Action }) => Action);

    expect(actions.filter((action) => action.startsWith("kms:"))).toEqual([]);
  });

  test("keeps what it may do with one bucket apart from another", () => {
    const used = granted({
      buckets: { "shop-media": { access: "read" }, "shop-exports": { access: "read-write" } },
    }).filter(({ Action }) => Action.includes("s3:PutObject"));

    expect(used).toMatchObject([{ Resource: ["arn:aws:s3:::shop-exports/*"] }]);
  });

  test("lets a dashboard read metrics, tags and the account's logs, and change nothing", () => {
    const statements = granted({ monitoring: "read" });

    expect(statements).toEqual([
      {
        Sid: "ReadMetricsAndTags",
        Effect: "Allow",
        Action: [
          "cloudwatch:DescribeAlarms",
          "cloudwatch:DescribeAlarmsForMetric",
          "cloudwatch:GetMetricData",
          "cloudwatch:ListMetrics",
          "logs:DescribeLogGroups",
          "logs:GetQueryResults",
          "logs:StopQuery",
          "tag:GetResources",
        ],
        Resource: ["*"],
      },
      {
        Sid: "ReadLogs",
        Effect: "Allow",
        Action: ["logs:GetLogEvents", "logs:GetLogGroupFields", "logs:StartQuery"],
        Resource: ["arn:aws:logs:us-east-1:111122223333:log-group:*"],
      },
    ]);
  });

  test("grants nothing on everything but monitoring", () => {
    const statements = granted({
      buckets: { "shop-media": { access: "read-write", kmsKeyArn } },
      queues: { orders: { access: "send-and-consume", kmsKeyArn } },
      monitoring: "read",
    });

    expect(onEverything(statements)).toEqual(["ReadMetricsAndTags"]);
  });
});
