import { z } from "zod";

const keyArnExpectation = "expected the ARN of a KMS key";
const kmsKeyArn = z.string().regex(/^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, keyArnExpectation);

const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "expected the name of an S3 bucket");
const queueName = z.string().regex(/^[\w-]{1,80}(\.fifo)?$/, "expected the name of an SQS queue");

/** What an application may do beside reading its own secrets and parameters. Nothing of it is created here. */
export const accessSchema = z.strictObject({
  /** Existing S3 buckets, by name. @default {} */
  buckets: z
    .record(
      bucketName,
      z.strictObject({
        /** Whether objects are only read and listed, or also written and deleted. */
        access: z.enum(["read", "read-write"]),
        /** The key that the bucket is encrypted with. @default S3's own */
        kmsKeyArn: kmsKeyArn.optional(),
      }),
    )
    .default({}),
  /** Existing SQS queues of the account, by name. @default {} */
  queues: z
    .record(
      queueName,
      z.strictObject({
        /** Whether messages are sent, received and deleted, or both. */
        access: z.enum(["send", "consume", "send-and-consume"]),
        /** The key that the queue is encrypted with. @default SQS's own */
        kmsKeyArn: kmsKeyArn.optional(),
      }),
    )
    .default({}),
  /**
   * Whether the application reads its operator's secret itself, beside what it gets in its environment.
   * @default "none"
   */
  secrets: z.enum(["none", "own"]).default("none"),
  /** CloudWatch's metrics, logs and tags, as a dashboard needs them. @default "none" */
  monitoring: z.enum(["none", "read"]).default("none"),
});

export type Access = z.output<typeof accessSchema>;
