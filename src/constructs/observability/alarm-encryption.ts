import type { AwsLocation } from "../iam/aws-location";
import type { PolicyStatement } from "../iam/policy-document";

/** Those who tell of alarms, failed deployments and spent budgets. */
const alarmPublishers = ["cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com"] as const;

/**
 * What those who publish to an encrypted alarm topic must be allowed to do with its key (Amazon SNS, "Enable
 * compatibility between event sources from AWS services and encrypted topics").
 */
export function alarmEncryption({ account }: AwsLocation): PolicyStatement {
  return {
    sid: "EncryptAlarms",
    actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
    resources: ["*"],
    principals: { Service: alarmPublishers },
    conditions: { StringEquals: { "aws:SourceAccount": account } },
  };
}
