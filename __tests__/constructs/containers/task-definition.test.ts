import { describe, expect, test } from "@jest/globals";

import type { TaskDefinitionProps } from "../../../src/constructs/containers/task-definition";
import { encryptionKey } from "../../support/encryption-key";
import { permissions } from "../../support/grantee";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";
import { container, taskDefinition } from "../../support/task-definition";
import { GeneratedSecret } from "../../../src/constructs/secrets/generated-secret";

function define(props: Partial<TaskDefinitionProps> = {}): Synthesized {
  return synthesize((stack) => taskDefinition(stack, props));
}

describe("TaskDefinition", () => {
  test("is of one size, for Fargate", () => {
    expect(define().only("aws_ecs_task_definition")).toMatchObject({
      family: "finance-api",
      cpu: "512",
      memory: "1024",
      network_mode: "awsvpc",
      requires_compatibilities: ["FARGATE"],
    });
  });

  test.each(["X86_64", "ARM64"] as const)("runs on %s by choice", (architecture) => {
    expect(define({ architecture }).only("aws_ecs_task_definition")).toMatchObject({
      runtime_platform: { cpu_architecture: architecture, operating_system_family: "LINUX" },
    });
  });

  test("keeps old revisions, so that a deployment can roll back to them", () => {
    expect(define().only("aws_ecs_task_definition")).toMatchObject({ skip_destroy: true });
  });

  test("writes into its own log group, encrypted for as long as it is told", () => {
    const stack = define();

    expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
      name: "/ecs/finance-app/api",
      retention_in_days: 30,
      kms_key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
    expect(containersOf(stack)).toMatchObject([
      {
        logConfiguration: {
          options: {
            "awslogs-group": stack.reference("aws_cloudwatch_log_group", "task-definition/log-group", "name"),
            "awslogs-region": "us-east-1",
          },
        },
      },
    ]);
  });

  test("has a volume for all that its containers mount by one name", () => {
    const stack = define({
      containers: [
        { ...container, mounts: [{ volume: "shared", path: "/shared", access: "read-only" }] },
        {
          ...container,
          name: "writer",
          mounts: [
            { volume: "shared", path: "/shared", access: "read-write" },
            { volume: "tmp", path: "/tmp", access: "read-write" },
          ],
        },
      ],
    });

    expect(stack.only("aws_ecs_task_definition").volume).toEqual([{ name: "shared" }, { name: "tmp" }]);
  });

  test("has a role for ECS and another for the application", () => {
    const stack = define();

    expect(stack.only("aws_ecs_task_definition")).toMatchObject({
      execution_role_arn: stack.reference("aws_iam_role", "task-definition/execution-role", "arn"),
      task_role_arn: stack.reference("aws_iam_role", "task-definition/task-role", "arn"),
    });
    expect(stack.resources("aws_iam_role")).toMatchObject({
      "task-definition/execution-role": { name: "finance-api-execution" },
      "task-definition/task-role": { name: "finance-api-task" },
    });
  });

  test.each(["execution-role", "task-role"])("lets only ECS tasks of the account and region assume its %s", (role) => {
    const { assume_role_policy: trust } = define().resources("aws_iam_role")[`task-definition/${role}`] ?? {};

    expect(policy(trust).Statement).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:111122223333:*" },
        },
      },
    ]);
  });

  test("lets ECS write its logs and pull its image, and no more without secrets", () => {
    const stack = define();

    const logGroup = stack.reference("aws_cloudwatch_log_group", "task-definition/log-group", "arn");
    expect(permissions(stack, "task-definition/execution-role")).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${logGroup}:*`],
      },
      {
        Sid: "PullImage",
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: [stack.reference("data.aws_ecr_repository", "image/repository", "arn")],
      },
      { Sid: "LogInToRegistry", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
    ]);
  });

  test("lets ECS, not the application, read the secrets of all its containers", () => {
    const stack = synthesize((scope) => {
      const key = encryptionKey(scope);
      const secrets = (name: string): Record<string, GeneratedSecret> => ({
        [name]: new GeneratedSecret(scope, name, {
          name,
          description: name,
          encryptionKey: key,
          onDestroy: "delete",
        }),
      });
      taskDefinition(scope, {
        logs: { groupName: "/ecs/finance-app/api", retentionDays: 30, encryptionKey: key },
        containers: [
          { ...container, secrets: secrets("ONE") },
          { ...container, name: "sidecar", secrets: secrets("OTHER") },
        ],
      });
    });

    const granted = permissions(stack, "task-definition/execution-role");
    const read = granted.filter(({ Action }) => Action.includes("secretsmanager:GetSecretValue"));
    expect(read.map(({ Resource }) => Resource)).toEqual([
      [stack.reference("aws_secretsmanager_secret", "ONE", "arn")],
      [stack.reference("aws_secretsmanager_secret", "OTHER", "arn")],
    ]);
    expect(stack.resources("aws_iam_role_policy")).not.toHaveProperty("task-definition/task-role/policy");
  });
});

function containersOf(stack: Synthesized): unknown {
  return JSON.parse(stack.only("aws_ecs_task_definition").container_definitions as string);
}
