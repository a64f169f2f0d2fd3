import type { AwsLocation } from "../iam/aws-location";
import type { PolicyStatement } from "../iam/policy-document";

const use = { actions: ["kms:Decrypt", "kms:GenerateDataKey*"], resources: ["*"] };

/**
 * What those who tell of alarms, spent budgets and events must be allowed to do with the key of an encrypted alarm topic.
 * EventBridge does not say on whose account it acts, and would be refused by any condition that asks (Amazon SNS, "Enable
 * compatibility between event sources from AWS services and encrypted topics").
 */
export function alarmEncryption({ account }: AwsLocation): PolicyStatement[] {
  return [
    {
      sid: "EncryptAlarms",
      ...use,
      principals: { Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] },
      conditions: { StringEquals: { "aws:SourceAccount": account } },
    },
    { sid: "EncryptEvents", ...use, principals: { Service: "events.amazonaws.com" } },
  ];
}
