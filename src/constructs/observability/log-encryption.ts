import type { AwsLocation } from "../iam/aws-location";
import type { PolicyStatement } from "../iam/policy-document";

/** What CloudWatch Logs must be allowed to do with a key that log groups of the account are encrypted with. */
export function logEncryption({ account, region }: AwsLocation): PolicyStatement {
  return {
    sid: "EncryptLogs",
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
    resources: ["*"],
    principals: { Service: `logs.${region}.amazonaws.com` },
    conditions: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:*` } },
  };
}
