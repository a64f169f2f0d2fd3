import { describe, expect, test } from "@jest/globals";

import { Redeployment } from "../../../src/constructs/rotation/redeployment";
import { encryptionKey } from "../../support/encryption-key";
import { fargateService } from "../../support/fargate-service";
import { onEverything, permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";
import { taskDefinition } from "../../support/task-definition";

const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:finance-app/api-AbCdEf";

function redeployment(): Synthesized {
  return synthesize((stack) => {
    const key = encryptionKey(stack);
    const logs = {
      groupName: "/ecs/finance-app/api",
      retentionDays: 30,
      encryptionKey: key,
      delivery: { mode: "blocking" as const },
    };
    const made = new Redeployment(stack, "redeployment", {
      name: "finance-app-redeployment",
      roleName: "finance-app-redeployment",
      triggerRoleName: "finance-app-redeployment-trigger",
      logs: {
        groupName: "/aws/vendedlogs/states/one",
        retentionDays: 30,
        encryptionKey: key,
      },
      clusterName: "finance-app-cluster",
      location,
    });
    made.follow({
      service: fargateService(stack, { taskDefinition: taskDefinition(stack, { logs }) }),
      secretArns: [secret],
      ruleName: "finance-app-api-redeployment",
    });
  });
}

const stack = redeployment();
const service = stack.reference("aws_ecs_service", "service", "name");

describe("Redeployment", () => {
  test("has one state, which forces a new deployment and tries again when that fails", () => {
    const { name, definition } = stack.only("aws_sfn_state_machine");

    expect(name).toBe("finance-app-redeployment");
    expect(JSON.parse(definition as string)).toMatchObject({
      StartAt: "Redeploy",
      States: {
        Redeploy: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:ecs:updateService",
          Parameters: { "Cluster.$": "$.cluster", "Service.$": "$.service", ForceNewDeployment: true },
          Retry: [{ ErrorEquals: ["States.TaskFailed"], MaxAttempts: 5 }],
          End: true,
        },
      },
    });
  });

  test("starts when a secret of the service has a new present value, whoever put it", () => {
    const rule = stack.only("aws_cloudwatch_event_rule");

    expect(rule.name).toBe("finance-app-api-redeployment");
    expect(JSON.parse(rule.event_pattern as string)).toEqual({
      source: ["aws.secretsmanager"],
      "detail-type": ["Secret Label Updated"],
      resources: [secret],
      detail: { labelUpdated: ["AWSCURRENT"] },
    });
    expect(stack.only("aws_cloudwatch_event_target")).toMatchObject({
      rule: stack.reference("aws_cloudwatch_event_rule", "redeployment/api-rule", "name"),
      arn: stack.reference("aws_sfn_state_machine", "redeployment", "arn"),
      role_arn: stack.reference("aws_iam_role", "redeployment/trigger-role", "arn"),
      input: JSON.stringify({ cluster: "finance-app-cluster", service }),
    });
  });

  test("may update the services that it follows, and no more than write logs beside", () => {
    const statements = permissions(stack, "redeployment/role");

    expect(statements.find(({ Sid }) => Sid === "RedeployApi")).toEqual({
      Sid: "RedeployApi",
      Effect: "Allow",
      Action: ["ecs:UpdateService"],
      Resource: [`arn:aws:ecs:us-east-1:111122223333:service/finance-app-cluster/${service}`],
    });
    expect(statements.map(({ Sid }) => Sid)).toEqual(["DeliverLogs", "RedeployApi"]);
    expect(onEverything(statements)).toEqual(["DeliverLogs"]);
  });

  test("is started by EventBridge, which may do nothing else", () => {
    expect(permissions(stack, "redeployment/trigger-role")).toEqual([
      {
        Sid: "StartRedeployments",
        Effect: "Allow",
        Action: ["states:StartExecution"],
        Resource: [stack.reference("aws_sfn_state_machine", "redeployment", "arn")],
      },
    ]);
  });

  test.each([
    ["role", "states.amazonaws.com", "arn:aws:states:us-east-1:111122223333:stateMachine:finance-app-redeployment"],
    ["trigger-role", "events.amazonaws.com", "arn:aws:events:us-east-1:111122223333:rule/*"],
  ])("has a %s that is %s's, on behalf of the account only", (role, principal, source) => {
    const { assume_role_policy: trust } = stack.resources("aws_iam_role")[`redeployment/${role}`] ?? {};

    expect(policy(trust).Statement).toMatchObject([
      {
        Principal: { Service: principal },
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": source },
        },
      },
    ]);
  });

  test("writes an encrypted log", () => {
    const group = stack.reference("aws_cloudwatch_log_group", "redeployment/log-group", "arn");

    expect(stack.only("aws_sfn_state_machine")).toMatchObject({
      logging_configuration: { level: "ALL", log_destination: `${group}:*` },
    });
    expect(stack.resources("aws_cloudwatch_log_group")["redeployment/log-group"]).toMatchObject({
      name: "/aws/vendedlogs/states/one",
      kms_key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
  });
});
