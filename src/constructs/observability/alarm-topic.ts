import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";

import { shortHash } from "../../naming/short-hash";
import type { AwsLocation } from "../iam/aws-location";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";
import type { EncryptionKey } from "../secrets/encryption-key";

export interface AlarmTopicProps {
  readonly name: string;
  readonly location: AwsLocation;
  /** Its policy must let in those who publish (`alarmEncryption`). */
  readonly encryptionKey: EncryptionKey;
  readonly subscribers: { readonly emails: readonly string[]; readonly urls: readonly string[] };
}

/**
 * Where alarms, failed deployments and spent budgets of one environment are told, and from where they reach people:
 * encrypted, TLS only, and open to EventBridge, and to CloudWatch (Amazon SNS Developer Guide, "Example cases for
 * Amazon SNS access control") and AWS Budgets (AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget
 * notifications") of its own account alone. A subscription waits for its subscriber's confirmation; one that never came
 * is left to AWS when it is destroyed, which forgets it after some days.
 *
 * Costs money by the message and by the request to the key; the first thousands a month are free.
 */
export class AlarmTopic extends Construct {
  /** Known only once the topic lets in those who publish, so publishers wait for that. */
  public readonly arn: string;

  public constructor(scope: Construct, id: string, { name, location, encryptionKey, subscribers }: AlarmTopicProps) {
    super(scope, id);
    const { arn: topicArn } = new SnsTopic(this, "Resource", { name, kmsMasterKeyId: encryptionKey.arn });
    this.arn = new SnsTopicPolicy(this, "policy", { arn: topicArn, policy: whoPublishes(topicArn, location) }).arn;
    for (const endpoint of subscribers.emails) this.subscribe("email", endpoint);
    for (const endpoint of subscribers.urls) this.subscribe("https", endpoint);
  }

  private subscribe(protocol: "email" | "https", endpoint: string): void {
    new SnsTopicSubscription(this, `${protocol}-${shortHash(endpoint)}`, { topicArn: this.arn, protocol, endpoint });
  }
}

function whoPublishes(topicArn: string, { account, region }: AwsLocation): string {
  const publish = { actions: ["sns:Publish"], resources: [topicArn] };
  const publishFrom = (sid: string, service: string, source: string): PolicyStatement => ({
    sid,
    ...publish,
    principals: { Service: service },
    conditions: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": source } },
  });
  return policyDocument([
    publishFrom("Alarms", "cloudwatch.amazonaws.com", `arn:aws:cloudwatch:${region}:${account}:alarm:*`),
    publishFrom("Budgets", "budgets.amazonaws.com", `arn:aws:budgets::${account}:*`),
    // With a condition nothing would arrive (Amazon EventBridge, "Amazon SNS permissions").
    { sid: "Events", ...publish, principals: { Service: "events.amazonaws.com" } },
    {
      sid: "TlsOnly",
      effect: "Deny",
      ...publish,
      principals: "*",
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}
