import { describe, expect, test } from "@jest/globals";

import { FlowLogs } from "../../../src/constructs/network/flow-logs";
import { encryptionKey } from "../../support/encryption-key";
import { permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

function flowLogs(): Synthesized {
  return synthesize(
    (stack) =>
      new FlowLogs(stack, "flow-logs", {
        vpcId: "vpc-1",
        logGroupName: "/vpc/finance-app/flow-logs",
        roleName: "finance-app-flow-logs",
        retentionDays: 30,
        encryptionKey: encryptionKey(stack),
        location,
      }),
  );
}

describe("FlowLogs", () => {
  test("write down what is accepted and what is rejected", () => {
    const stack = flowLogs();

    expect(stack.only("aws_flow_log")).toMatchObject({
      vpc_id: "vpc-1",
      traffic_type: "ALL",
      max_aggregation_interval: 600,
      log_destination: stack.reference("aws_cloudwatch_log_group", "flow-logs/log-group", "arn"),
      iam_role_arn: stack.reference("aws_iam_role", "flow-logs/role", "arn"),
    });
  });

  test("stay encrypted for as long as they are told", () => {
    const stack = flowLogs();

    expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
      name: "/vpc/finance-app/flow-logs",
      retention_in_days: 30,
      kms_key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
  });

  test("let their role write to their log group only", () => {
    const stack = flowLogs();

    const logGroup = stack.reference("aws_cloudwatch_log_group", "flow-logs/log-group", "arn");
    expect(permissions(stack, "flow-logs/role")).toEqual([
      {
        Sid: "WriteFlowLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [logGroup, `${logGroup}:*`],
      },
    ]);
  });

  test("let nobody assume their role but flow logs of the account", () => {
    expect(policy(flowLogs().only("aws_iam_role").assume_role_policy).Statement).toMatchObject([
      {
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
  });
});
