import { describe, expect, test } from "@jest/globals";
import { Token } from "cdktf";
import * as fc from "fast-check";

import { type ContainerDefinition, renderContainers } from "../../../src/constructs/containers/container-definition";
import type { ISecretValue } from "../../../src/constructs/secrets/secret-value";
import { container } from "../../support/task-definition";

const logs = {
  group: "/ecs/finance-app/api",
  region: "us-east-1",
  delivery: { mode: "non-blocking" as const, bufferMiB: 25 },
};

function text(changes: Partial<ContainerDefinition> = {}): string {
  return renderContainers([{ ...container, ...changes }], logs);
}

function rendered(changes: Partial<ContainerDefinition> = {}): Record<string, unknown> {
  const [first = {}] = JSON.parse(text(changes)) as Record<string, unknown>[];
  return first;
}

function secret(valueFrom: string): ISecretValue {
  return { valueFrom, grantRead: () => undefined };
}

describe("renderContainers", () => {
  test("fills in whatever ECS would, so that it never shows a difference", () => {
    expect(rendered()).toEqual({
      name: "api",
      image: "api:v1",
      cpu: 0,
      essential: true,
      portMappings: [],
      environment: [],
      secrets: [],
      stopTimeout: 30,
      readonlyRootFilesystem: true,
      dependsOn: [],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/finance-app/api",
          "awslogs-region": "us-east-1",
          "awslogs-stream-prefix": "api",
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
    });
  });

  test("maps a port to itself, over TCP", () => {
    expect(rendered({ port: 3000 }).portMappings).toEqual([{ containerPort: 3000, hostPort: 3000, protocol: "tcp" }]);
  });

  test("renders the same text for every order of the environment, the secrets and the conditions to start", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z_]\w{0,8}$/), { minLength: 1, maxLength: 8 });
    const orders = names.chain((given) => fc.tuple(fc.constant(given), shuffled(given)));
    const records = (order: string[]): Partial<ContainerDefinition> => ({
      environment: Object.fromEntries(order.map((name) => [name, `value of ${name}`])),
      secrets: Object.fromEntries(order.map((name) => [name, secret(`arn:${name}`)])),
      startsAfter: Object.fromEntries(order.map((name) => [name, "HEALTHY" as const])),
    });

    fc.assert(
      fc.property(orders, ([given, shuffledOrder]) => {
        expect(text(records(shuffledOrder))).toBe(text(records(given)));
      }),
    );
  });

  test("says that lines are waited for, where they are, and keeps no buffer", () => {
    const [rendered] = JSON.parse(renderContainers([container], { ...logs, delivery: { mode: "blocking" } })) as {
      logConfiguration: { options: Record<string, string> };
    }[];

    expect(rendered?.logConfiguration.options).toEqual({
      "awslogs-group": "/ecs/finance-app/api",
      "awslogs-region": "us-east-1",
      "awslogs-stream-prefix": "api",
      mode: "blocking",
    });
  });

  test("keeps the order of containers, commands and mounts, in which it has a meaning", () => {
    const containers = ["web", "api"].map((name) => ({ ...container, name, command: ["b", "a"] }));

    expect(JSON.parse(renderContainers(containers, logs))).toMatchObject([
      { name: "web", command: ["b", "a"] },
      { name: "api", command: ["b", "a"] },
    ]);
  });

  test("gives each value of the environment its name", () => {
    expect(rendered({ environment: { RAILS_ENV: "production", PORT: "3000" } }).environment).toEqual([
      { name: "PORT", value: "3000" },
      { name: "RAILS_ENV", value: "production" },
    ]);
  });

  test("says of a secret only where it is", () => {
    expect(rendered({ secrets: { NEXTAUTH_SECRET: secret("arn:aws:secretsmanager:x") } }).secrets).toEqual([
      { name: "NEXTAUTH_SECRET", valueFrom: "arn:aws:secretsmanager:x" },
    ]);
  });

  test("keeps text that looks like a template from Terraform", () => {
    const { environment, command, healthCheck } = rendered({
      environment: { GREETING: "${HOME} %{if}" },
      command: ["echo", "${HOME}"],
      healthCheck: {
        command: ["CMD-SHELL", "test ${PORT}"],
        intervalSeconds: 30,
        timeoutSeconds: 5,
        retries: 3,
        startPeriodSeconds: 0,
      },
    });

    expect(environment).toEqual([{ name: "GREETING", value: "$${HOME} %%{if}" }]);
    expect(command).toEqual(["echo", "$${HOME}"]);
    expect(healthCheck).toMatchObject({ command: ["CMD-SHELL", "test $${PORT}"] });
  });

  test("leaves references to Terraform", () => {
    const reference = Token.asString({ Ref: "database" });

    expect(rendered({ environment: { PGHOST: reference } }).environment).toEqual([
      { name: "PGHOST", value: reference },
    ]);
  });

  test("checks a container's health as it is told", () => {
    const healthCheck = {
      command: ["CMD", "true"],
      intervalSeconds: 30,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 10,
    };

    expect(rendered({ healthCheck }).healthCheck).toEqual({
      command: ["CMD", "true"],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 10,
    });
  });

  test("knows the mounts of volumes, for reading only or for both", () => {
    const { mountPoints } = rendered({
      mounts: [
        { volume: "tmp", path: "/tmp", access: "read-write" },
        { volume: "certificates", path: "/certificates", access: "read-only" },
      ],
    });

    expect(mountPoints).toEqual([
      { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
      { sourceVolume: "certificates", containerPath: "/certificates", readOnly: true },
    ]);
  });

  test("says of a directory only where it is seen; the task's volume says which it is", () => {
    const directory = { fileSystemId: "fs-1", accessPointId: "fsap-1" };

    expect(text({ mounts: [{ volume: "files", path: "/data", access: "read-write", directory }] })).toBe(
      text({ mounts: [{ volume: "files", path: "/data", access: "read-write" }] }),
    );
  });

  test("has a process that cleans up after others by choice only", () => {
    expect(rendered({ init: "enabled" }).linuxParameters).toEqual({ initProcessEnabled: true });
    expect(rendered({ init: "none" })).not.toHaveProperty("linuxParameters");
  });

  test("keeps a container from writing to its own file system unless told", () => {
    expect(rendered({})).toMatchObject({ readonlyRootFilesystem: true });
  });

  test("holds a container to its memory, time to stop, order, file system and user where they are told", () => {
    const told = rendered({
      essential: false,
      memoryMiB: 128,
      stopTimeoutSeconds: 90,
      rootFilesystem: "writable",
      user: "nginx",
      startsAfter: { certificates: "SUCCESS" },
    });

    expect(told).toMatchObject({
      essential: false,
      memory: 128,
      stopTimeout: 90,
      readonlyRootFilesystem: false,
      user: "nginx",
      dependsOn: [{ containerName: "certificates", condition: "SUCCESS" }],
    });
  });
});

function shuffled(names: string[]): fc.Arbitrary<string[]> {
  return fc.shuffledSubarray(names, { minLength: names.length, maxLength: names.length });
}
