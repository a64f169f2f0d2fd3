import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { PipelineRole, type PipelineRoleProps } from "../../../src/constructs/delivery/pipeline-role";
import { ParameterImage } from "../../../src/constructs/registry/parameter-image";
import { RegisteredRepository } from "../../../src/constructs/registry/registered-repository";
import { distribution } from "../../support/distribution";
import { fargateService } from "../../support/fargate-service";
import { onEverything, permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { policy, type Policy, type Synthesized, synthesize } from "../../support/synthesized";

function pipeline(
  grant: (role: PipelineRole, stack: TerraformStack) => void = () => undefined,
  props: Partial<PipelineRoleProps> = {},
): Synthesized {
  return synthesize((stack) => {
    const role = new PipelineRole(stack, "pipeline", {
      name: "dev-pipeline",
      location,
      repository: "acme/shop",
      branches: ["main"],
      environments: [],
      workflows: [],
      ...props,
    });
    grant(role, stack);
  });
}

function trusted(props: Partial<PipelineRoleProps>): Policy["Statement"] {
  return policy(pipeline(undefined, props).only("aws_iam_role").assume_role_policy).Statement;
}

function serviceArn(stack: Synthesized): string {
  const name = stack.reference("aws_ecs_service", "service", "name");
  return `arn:aws:ecs:us-east-1:111122223333:service/ecs-dev/${name}`;
}

describe("PipelineRole", () => {
  test("is assumed by jobs of its repository's GitHub environments, of named branches and workflows only", () => {
    const stack = pipeline(undefined, {
      branches: ["main", "release"],
      environments: ["nonprod"],
      workflows: ["deploy.yml"],
    });

    expect(stack.data("aws_iam_openid_connect_provider")).toMatchObject({
      "pipeline/github": { url: "https://token.actions.githubusercontent.com" },
    });
    const role = stack.only("aws_iam_role");
    expect(role.name).toBe("dev-pipeline");
    expect(policy(role.assume_role_policy).Statement).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Federated: stack.reference("data.aws_iam_openid_connect_provider", "pipeline/github", "arn") },
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": ["repo:acme/shop:environment:nonprod"],
            "token.actions.githubusercontent.com:ref": ["refs/heads/main", "refs/heads/release"],
            "token.actions.githubusercontent.com:job_workflow_ref": [
              "acme/shop/.github/workflows/deploy.yml@refs/heads/main",
              "acme/shop/.github/workflows/deploy.yml@refs/heads/release",
            ],
          },
        },
      },
    ]);
  });

  test("is assumed from every job of its branches where no GitHub environment is named", () => {
    expect(trusted({ branches: ["main", "release"] })).toMatchObject([
      {
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:sub": [
              "repo:acme/shop:ref:refs/heads/main",
              "repo:acme/shop:ref:refs/heads/release",
            ],
            "token.actions.githubusercontent.com:ref": ["refs/heads/main", "refs/heads/release"],
          },
        },
      },
    ]);
  });

  test("takes the names of branches as they are, never as patterns", () => {
    expect(trusted({ branches: ["*"] })).toMatchObject([
      {
        Condition: {
          StringEquals: { "token.actions.githubusercontent.com:sub": ["repo:acme/shop:ref:refs/heads/*"] },
        },
      },
    ]);
    expect(JSON.stringify(trusted({ branches: ["*"] }))).not.toContain("StringLike");
  });

  test("may do nothing until it is told what to deploy", () => {
    expect(permissions(pipeline(), "pipeline/role")).toEqual([]);
  });

  test("may push to the repositories that it is given", () => {
    const stack = pipeline((role, scope) => {
      role.grantPush(new RegisteredRepository(scope, "repository", "shop/api"));
    });

    const pushing = permissions(stack, "pipeline/role").filter(({ Action }) => Action.includes("ecr:PutImage"));
    expect(pushing).toMatchObject([{ Resource: [stack.reference("data.aws_ecr_repository", "repository", "arn")] }]);
  });

  test("may register revisions of one family, and pass on to ECS exactly the roles of its tasks", () => {
    const stack = pipeline((role, scope) => {
      role.grantRegister(fargateService(scope));
    });

    const family = stack.reference("aws_ecs_task_definition", "task-definition", "family");
    expect(permissions(stack, "pipeline/role")).toEqual([
      {
        Sid: "RegisterApi",
        Effect: "Allow",
        Action: ["ecs:RegisterTaskDefinition"],
        Resource: [`arn:aws:ecs:us-east-1:111122223333:task-definition/${family}:*`],
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
        Sid: "ReadTaskDefinitions",
        Effect: "Allow",
        Action: ["ecs:DescribeTaskDefinition"],
        Resource: ["*"],
      },
    ]);
  });

  test("may run tasks of one family in one cluster, see how they end and what they wrote", () => {
    const stack = pipeline((role, scope) => {
      role.grantRunTasks(fargateService(scope), "ecs-dev");
    });

    const family = stack.reference("aws_ecs_task_definition", "task-definition", "family");
    expect(permissions(stack, "pipeline/role")).toEqual([
      {
        Sid: "RunTasksOfApi",
        Effect: "Allow",
        Action: ["ecs:RunTask"],
        Resource: [`arn:aws:ecs:us-east-1:111122223333:task-definition/${family}:*`],
        Condition: { ArnEquals: { "ecs:cluster": "arn:aws:ecs:us-east-1:111122223333:cluster/ecs-dev" } },
      },
      {
        Sid: "FollowTasks",
        Effect: "Allow",
        Action: ["ecs:DescribeTasks"],
        Resource: [`arn:aws:ecs:us-east-1:111122223333:task/ecs-dev/*`],
      },
      {
        Sid: "ReadLogsOfApi",
        Effect: "Allow",
        Action: ["logs:GetLogEvents"],
        Resource: [`${stack.reference("aws_cloudwatch_log_group", "task-definition/log-group", "arn")}:log-stream:*`],
      },
    ]);
  });

  test("may make one rolling service run a revision, and wait for it", () => {
    const stack = pipeline((role, scope) => {
      role.grantUpdate(fargateService(scope), "ecs-dev");
    });

    expect(permissions(stack, "pipeline/role")).toEqual([
      {
        Sid: "UpdateApi",
        Effect: "Allow",
        Action: ["ecs:DescribeServices", "ecs:UpdateService"],
        Resource: [serviceArn(stack)],
      },
    ]);
  });

  test("may start deployments of one blue/green service and follow them, but not update it itself", () => {
    const stack = pipeline((role, scope) => {
      role.grantBlueGreen(fargateService(scope), "ecs-dev", "ecs-dev-api");
    });

    expect(permissions(stack, "pipeline/role")).toEqual([
      { Sid: "UpdateApi", Effect: "Allow", Action: ["ecs:DescribeServices"], Resource: [serviceArn(stack)] },
      {
        Sid: "DeployApi",
        Effect: "Allow",
        Action: [
          "codedeploy:CreateDeployment",
          "codedeploy:GetApplicationRevision",
          "codedeploy:GetDeployment",
          "codedeploy:GetDeploymentGroup",
          "codedeploy:RegisterApplicationRevision",
        ],
        Resource: [
          "arn:aws:codedeploy:us-east-1:111122223333:application:ecs-dev-api",
          "arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:ecs-dev-api/ecs-dev-api",
        ],
      },
      { Sid: "StopDeployments", Effect: "Allow", Action: ["codedeploy:StopDeployment"], Resource: ["*"] },
      {
        Sid: "ReadDeploymentConfigurations",
        Effect: "Allow",
        Action: ["codedeploy:GetDeploymentConfig"],
        Resource: ["arn:aws:codedeploy:us-east-1:111122223333:deploymentconfig:*"],
      },
    ]);
  });

  test("may on everything only log in to the registry and read task definitions", () => {
    const stack = pipeline((role, scope) => {
      const service = fargateService(scope);
      role.grantPush(new RegisteredRepository(scope, "repository", "shop/api"));
      role.grantRegister(service);
      role.grantUpdate(service, "ecs-dev");
    });

    expect(onEverything(permissions(stack, "pipeline/role"))).toEqual(["LogInToRegistry", "ReadTaskDefinitions"]);
  });

  test("may bring files to a distribution's bucket", () => {
    const stack = pipeline((role, scope) => {
      role.grantUpload(distribution(scope));
    });

    expect(permissions(stack, "pipeline/role").map(({ Sid }) => Sid)).toEqual([
      "ListAssets",
      "UploadAssets",
      "InvalidateAssets",
    ]);
  });

  test("may say which image a service runs that Terraform deploys", () => {
    const stack = pipeline((role, scope) => {
      const repository = new RegisteredRepository(scope, "repository", "shop/api");
      role.grantChoose(new ParameterImage(scope, "image", { repository, parameterName: "/shop/test/images/api" }));
    });

    expect(permissions(stack, "pipeline/role")).toMatchObject([{ Sid: "ChooseShopTestImagesApi" }]);
  });
});
