import { describe, expect, test } from "@jest/globals";

import { TaskDefinition, type TaskDefinitionProps } from "../../../src/constructs/containers/task-definition";
import { RegisteredRepository } from "../../../src/constructs/registry/registered-repository";
import { ParameterImage } from "../../../src/constructs/registry/parameter-image";
import { PublicImage } from "../../../src/constructs/registry/public-image";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";
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

  test.each([
    ["registered", false],
    ["latest", true],
  ] as const)("is compared with the %s revision", (_, trackLatest) => {
    expect(define({ trackLatest }).only("aws_ecs_task_definition")).toMatchObject({ track_latest: trackLatest });
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
            mode: "blocking",
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

  test("mounts a directory of a file system encrypted on its way, in the name of its role, through its access point", () => {
    const directory = { fileSystemId: "fs-1", accessPointId: "fsap-1" };
    const stack = define({
      containers: [{ ...container, mounts: [{ volume: "files", path: "/data", access: "read-write", directory }] }],
    });

    expect(stack.only("aws_ecs_task_definition").volume).toEqual([
      {
        name: "files",
        efs_volume_configuration: {
          file_system_id: "fs-1",
          transit_encryption: "ENABLED",
          authorization_config: { access_point_id: "fsap-1", iam: "ENABLED" },
        },
      },
    ]);
  });

  test("has a role for ECS and another for the application", () => {
    const stack = define();

    expect(stack.only("aws_ecs_task_definition")).toMatchObject({
      execution_role_arn: stack.reference("aws_iam_role", "execution-role", "arn"),
      task_role_arn: stack.reference("aws_iam_role", "task-role", "arn"),
    });
  });

  test("tells which roles whoever registers a revision passes on", () => {
    let told: unknown;
    const stack = synthesize((scope) => {
      told = resolved(scope, taskDefinition(scope).roleArns);
    });

    expect(told).toEqual([
      stack.reference("aws_iam_role", "execution-role", "arn"),
      stack.reference("aws_iam_role", "task-role", "arn"),
    ]);
  });

  test("lets ECS write its logs, and no more without secrets and with a public image", () => {
    const stack = define();

    const logGroup = stack.reference("aws_cloudwatch_log_group", "task-definition/log-group", "arn");
    expect(permissions(stack, "execution-role")).toEqual([
      {
        Sid: "WriteLogsOfFinanceApi",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${logGroup}:*`],
      },
    ]);
  });

  test("lets ECS, not the application, pull its image", () => {
    const stack = synthesize((scope) => {
      const repository = new RegisteredRepository(scope, "repository", "finance-app/api");
      taskDefinition(scope, {
        image: new ParameterImage(scope, "image", { repository, parameterName: "/images/api" }),
      });
    });

    const pulled = permissions(stack, "execution-role").filter(({ Action }) => Action.includes("ecr:BatchGetImage"));
    expect(pulled).toMatchObject([{ Resource: [stack.reference("data.aws_ecr_repository", "repository", "arn")] }]);
    expect(permissions(stack, "task-role")).toEqual([]);
  });

  test("may share its execution role with others, which then writes to the log groups of all", () => {
    const stack = synthesize((scope) => {
      const executionRole = grantee(scope, "shared");
      const logs = {
        groupName: "/ecs/finance-app",
        retentionDays: 30,
        encryptionKey: encryptionKey(scope),
        delivery: { mode: "blocking" as const },
      };
      taskDefinition(scope, { executionRole, logs });
      new TaskDefinition(scope, "other", {
        family: "finance-web",
        cpu: 256,
        memoryMiB: 512,
        architecture: "ARM64",
        containers: [container],
        image: new PublicImage("web:v1"),
        logs,
        executionRole,
        taskRole: grantee(scope, "other-task-role"),
        region: "us-east-1",
        trackLatest: false,
      });
    });

    const [write, ...others] = permissions(stack, "shared");
    expect(others).toEqual([]);
    expect(write).toMatchObject({
      Sid: "WriteLogsOfFinanceApiAndOthers",
      Resource: ["task-definition/log-group", "other/log-group"].map(
        (path) => `${stack.reference("aws_cloudwatch_log_group", path, "arn")}:*`,
      ),
    });
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
        logs: {
          groupName: "/ecs/finance-app/api",
          retentionDays: 30,
          encryptionKey: key,
          delivery: { mode: "blocking" as const },
        },
        containers: [
          { ...container, secrets: secrets("ONE") },
          { ...container, name: "sidecar", secrets: secrets("OTHER") },
        ],
      });
    });

    const granted = permissions(stack, "execution-role");
    const read = granted.filter(({ Action }) => Action.includes("secretsmanager:GetSecretValue"));
    expect(read.flatMap(({ Resource }) => Resource)).toEqual([
      stack.reference("aws_secretsmanager_secret", "ONE", "arn"),
      stack.reference("aws_secretsmanager_secret", "OTHER", "arn"),
    ]);
    expect(permissions(stack, "task-role")).toEqual([]);
  });
});

function containersOf(stack: Synthesized): unknown {
  return JSON.parse(stack.only("aws_ecs_task_definition").container_definitions as string);
}
