import { describe, expect, test } from "@jest/globals";

import { CodeDeployRole } from "../../../src/constructs/delivery/code-deploy-role";
import { fargateService } from "../../support/fargate-service";
import { onEverything, permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";
import { blueGreenTarget } from "../../support/targets";

function deployed(): Synthesized {
  return synthesize((stack) => {
    const target = blueGreenTarget(stack);
    const service = fargateService(stack, { target, deployment: { kind: "blue-green" } });
    const role = new CodeDeployRole(stack, "code-deploy", { name: "codedeploy-service-dev", location });
    role.grantDeploy({ service, clusterName: "ecs-dev", target });
  });
}

describe("CodeDeployRole", () => {
  test("is assumed by CodeDeploy on behalf of the account only", () => {
    const stack = synthesize((scope) => new CodeDeployRole(scope, "code-deploy", { name: "codedeploy-dev", location }));

    const role = stack.only("aws_iam_role");
    expect(role.name).toBe("codedeploy-dev");
    expect(policy(role.assume_role_policy).Statement).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Service: "codedeploy.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
  });

  test("may do nothing until there is a service to deploy", () => {
    const stack = synthesize((scope) => new CodeDeployRole(scope, "code-deploy", { name: "codedeploy-dev", location }));

    expect(permissions(stack, "code-deploy/role")).toEqual([]);
  });

  test("may replace one service's tasks, pass their roles on to ECS and rewrite their rules, and no more", () => {
    const stack = deployed();

    const service = stack.reference("aws_ecs_service", "service", "name");
    const elb = (type: string, path: string): string => stack.reference(type, `load-balancer/${path}`, "arn");
    expect(permissions(stack, "code-deploy/role")).toEqual([
      {
        Sid: "DeployApi",
        Effect: "Allow",
        Action: ["ecs:CreateTaskSet", "ecs:DeleteTaskSet", "ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"],
        Resource: [
          `arn:aws:ecs:us-east-1:111122223333:service/ecs-dev/${service}`,
          `arn:aws:ecs:us-east-1:111122223333:task-set/ecs-dev/${service}/*`,
        ],
      },
      {
        Sid: "PassRolesOfApi",
        Effect: "Allow",
        Action: ["iam:PassRole"],
        Resource: [
          stack.reference("aws_iam_role", "execution-role", "arn"),
          stack.reference("aws_iam_role", "task-role", "arn"),
        ],
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      {
        Sid: "MoveRequestsOfApi",
        Effect: "Allow",
        Action: ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"],
        Resource: [
          elb("aws_lb_listener", "https"),
          elb("aws_lb_listener", "test"),
          elb("aws_lb_listener_rule", "route-api_finance-app_com"),
          elb("aws_lb_listener_rule", "test-route-api_finance-app_com"),
        ],
      },
      {
        Sid: "SeeWhereRequestsGo",
        Effect: "Allow",
        Action: [
          "cloudwatch:DescribeAlarms",
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTargetGroups",
        ],
        Resource: ["*"],
      },
    ]);
  });

  test("may on everything only look, since AWS lets that be granted in no other way", () => {
    expect(onEverything(permissions(deployed(), "code-deploy/role"))).toEqual(["SeeWhereRequestsGo"]);
  });
});
