import { describe, expect, test } from "@jest/globals";

import { onEverything } from "../../support/grantee";
import { onCallRole } from "../../support/on-call-role";
import { policy, type Policy } from "../../support/synthesized";

const trusted = ["arn:aws:iam::111122223333:role/aws-reserved/*OnCall_*", "arn:aws:iam::444455556666:role/on-call"];
const stack = onCallRole(trusted);
const statements = Object.values(stack.resources("aws_iam_policy")).flatMap((each) => policy(each.policy).Statement);
const withAction = (action: string): Policy["Statement"] => statements.filter(({ Action }) => Action.includes(action));

describe("OnCallRole", () => {
  test("is assumed from the roles that the account names, and from no others of their accounts", () => {
    const [trust] = policy(stack.only("aws_iam_role").assume_role_policy).Statement;
    expect(trust).toMatchObject({
      Action: ["sts:AssumeRole"],
      Principal: { AWS: ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] },
      Condition: { ArnLike: { "aws:PrincipalArn": trusted } },
    });
  });

  test.each([
    ["ecs:UpdateService", "arn:aws:ecs:us-east-1:111122223333:service/shop-test-cluster/*"],
    ["ecs:RunTask", "arn:aws:ecs:us-east-1:111122223333:task-definition/shop-test-api:*"],
    ["ecs:ExecuteCommand", "arn:aws:ecs:us-east-1:111122223333:task/shop-test-cluster/*"],
    ["iam:PassRole", "arn:aws:iam::111122223333:role/shop-test-api-task"],
    ["logs:FilterLogEvents", "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/shop-test/api"],
    ["logs:GetLogEvents", "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/shop-test/api:*"],
    [
      "codedeploy:CreateDeployment",
      "arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop-test-api/shop-test-api",
    ],
    ["ssm:PutParameter", "arn:aws:ssm:us-east-1:111122223333:parameter/shop/test/images/api"],
    ["ssm:StartSession", "arn:aws:ssm:us-east-1::document/AWS-StartPortForwardingSessionToRemoteHost"],
  ])("may do %s on what is operated only", (action, resource) => {
    const resources = withAction(action).flatMap(({ Resource }) => Resource);
    expect(resources).toContain(resource);
    expect(resources).not.toContain("*");
  });

  test("lists tasks of its clusters only, which AWS knows as a condition", () => {
    expect(withAction("ecs:ListTasks")).toMatchObject([
      { Condition: { ArnEquals: { "ecs:cluster": ["arn:aws:ecs:us-east-1:111122223333:cluster/shop-test-cluster"] } } },
    ]);
  });

  test("may on everything see how things are, and what AWS grants on nothing less", () => {
    expect(onEverything(statements).toSorted()).toEqual(["ListTasks", "SeeHowThingsAre", "StopDeployments"]);
    const [sight] = withAction("cloudwatch:DescribeAlarms");
    expect(sight?.Action.filter((action) => !/:(Describe|List)/.test(action))).toEqual([
      "iam:GetAccountAuthorizationDetails",
      "secretsmanager:BatchGetSecretValue",
      "tag:GetResources",
    ]);
  });

  test("reads no secret and writes no state", () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions).not.toContain("secretsmanager:GetSecretValue");
    expect(actions.filter((action) => action.startsWith("s3:")).toSorted()).toEqual([
      "s3:GetBucketLocation",
      "s3:GetObject",
      "s3:ListBucket",
    ]);
  });

  test("ends sessions of its own only", () => {
    expect(withAction("ssm:TerminateSession").map(({ Condition }) => Condition)).toEqual([
      { StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": "$${aws:userid}*" } },
    ]);
  });
});
