import { describe, expect, test } from "@jest/globals";

import { alarmEncryption } from "../../../src/constructs/observability/alarm-encryption";
import type { AlarmTopicProps } from "../../../src/constructs/observability/alarm-topic";
import { alarmTopic } from "../../support/alarms";
import { location } from "../../support/location";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

function topic(props: Partial<AlarmTopicProps> = {}): Synthesized {
  return synthesize((stack) => alarmTopic(stack, props));
}

describe("AlarmTopic", () => {
  test("is encrypted with the key that it is given", () => {
    const stack = topic();

    expect(stack.only("aws_sns_topic")).toEqual({
      name: "shop-alarms",
      kms_master_key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
  });

  test("lets in EventBridge, and CloudWatch and AWS Budgets of its own account, and only to publish", () => {
    const stack = topic();
    const arn = stack.reference("aws_sns_topic", "topic", "arn");
    const publisher = (service: string, source?: string): unknown => ({
      Sid: expect.any(String) as unknown,
      Effect: "Allow",
      Principal: { Service: service },
      Action: ["sns:Publish"],
      Resource: [arn],
      ...(source !== undefined && {
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": source } },
      }),
    });

    expect(policy(stack.only("aws_sns_topic_policy").policy).Statement).toEqual([
      publisher("cloudwatch.amazonaws.com", "arn:aws:cloudwatch:us-east-1:111122223333:alarm:*"),
      publisher("budgets.amazonaws.com", "arn:aws:budgets::111122223333:*"),
      publisher("events.amazonaws.com"),
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: ["sns:Publish"],
        Resource: [arn],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  test("has no subscriber unless told", () => {
    expect(topic().types()).not.toContain("aws_sns_topic_subscription");
  });

  test("reaches everybody who is told, once its policy stands", () => {
    const stack = topic({
      subscribers: { emails: ["a@example.com", "a-example@com.io"], urls: ["https://example.com/a"] },
    });

    const subscriptions = Object.values(stack.resources("aws_sns_topic_subscription"));
    expect(subscriptions.map(({ protocol, endpoint }) => [protocol, endpoint])).toEqual(
      expect.arrayContaining([
        ["email", "a@example.com"],
        ["email", "a-example@com.io"],
        ["https", "https://example.com/a"],
      ]),
    );
    expect(new Set(subscriptions.map(({ topic_arn }) => topic_arn))).toEqual(
      new Set([stack.reference("aws_sns_topic_policy", "topic/policy", "arn")]),
    );
  });
});

describe("alarmEncryption", () => {
  test("lets those who publish use the key, EventBridge without a condition that it could not meet", () => {
    const use = { actions: ["kms:Decrypt", "kms:GenerateDataKey*"], resources: ["*"] };
    expect(alarmEncryption(location)).toEqual([
      {
        ...{ sid: "EncryptAlarms", ...use },
        principals: { Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] },
        conditions: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
      { sid: "EncryptEvents", ...use, principals: { Service: "events.amazonaws.com" } },
    ]);
  });
});
