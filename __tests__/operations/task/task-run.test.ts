import { ECSClient, type Task } from "@aws-sdk/client-ecs";
import { describe, expect, test } from "@jest/globals";

import type { DeclaredTask } from "../../../src/operations/task/declared-task";
import { checkOutcome } from "../../../src/operations/task/run-task";
import { TaskRun } from "../../../src/operations/task/task-run";

const task: DeclaredTask = {
  environment: "shop-staging",
  region: "us-east-1",
  service: "api",
  name: "prune",
  command: ["prune"],
  clusterName: "shop-cluster",
  serviceName: "shop-api",
  skippedRelease: ["true"],
};

/** An ECS that answers each command by its name, and remembers what it was sent. */
function answering(answers: Record<string, unknown>): { ecs: ECSClient; sent: Record<string, unknown> } {
  const sent: Record<string, unknown> = {};
  const ecs = new ECSClient({ region: "us-east-1" });
  ecs.send = (command: { constructor: { name: string }; input: unknown }) => {
    const name = command.constructor.name.replace("Command", "");
    sent[name] = command.input;
    return Promise.resolve(answers[name]);
  };
  return { ecs, sent };
}

const network = { awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"] } };
const logging = { "awslogs-group": "/ecs/api", "awslogs-stream-prefix": "api" };
const containers = [{ name: "api", logConfiguration: { options: logging } }, { name: "release" }];
const service = {
  status: "ACTIVE",
  taskDefinition: "arn:td:7",
  networkConfiguration: network,
  capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
};
const answers = {
  DescribeServices: { services: [service] },
  DescribeTaskDefinition: { taskDefinition: { taskDefinitionArn: "arn:td:7", containerDefinitions: containers } },
  RunTask: { tasks: [{ taskArn: "arn:aws:ecs:us-east-1:111122223333:task/shop-cluster/abc" }] },
};

describe("a run of a task", () => {
  test("is of the revision, capacity and network that the service has now, without its release", async () => {
    const { ecs, sent } = answering(answers);

    const started = await new TaskRun(ecs, task).start(
      "arn:aws:sts::111122223333:assumed-role/admin/operator@example.com",
    );

    expect(sent.RunTask).toMatchObject({
      cluster: "shop-cluster",
      taskDefinition: "arn:td:7",
      networkConfiguration: network,
      capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
      overrides: {
        containerOverrides: [
          { name: "api", command: ["prune"] },
          { name: "release", command: ["true"] },
        ],
      },
      group: "by-hand:api-prune",
      startedBy: "by-hand/operator-example-com",
    });
    expect(started).toMatchObject({ revision: "arn:td:7", logs: { api: { group: "/ecs/api", name: "api/api/abc" } } });
  });

  test("overrides no release that the running revision does not have", async () => {
    const { ecs, sent } = answering({
      ...answers,
      DescribeTaskDefinition: { taskDefinition: { containerDefinitions: [{ name: "api" }] } },
    });

    await new TaskRun(ecs, task).start("arn:aws:iam::111122223333:user/me");

    expect(sent.RunTask).toMatchObject({ overrides: { containerOverrides: [{ name: "api", command: ["prune"] }] } });
  });

  test("is of the tasks that get requests where CodeDeploy deploys, on the cluster's capacity if it names none", async () => {
    const primary = { status: "PRIMARY", networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-2"] } } };
    const { ecs, sent } = answering({
      ...answers,
      DescribeServices: {
        services: [
          {
            ...service,
            capacityProviderStrategy: [],
            taskDefinition: "arn:td:8",
            taskSets: [{ status: "ACTIVE" }, primary],
          },
        ],
      },
    });

    await new TaskRun(ecs, task).start("arn:aws:iam::111122223333:user/me");

    expect(sent.RunTask).toMatchObject({ networkConfiguration: primary.networkConfiguration });
    expect(sent.RunTask).not.toHaveProperty("capacityProviderStrategy");
  });

  test("says why ECS does not start it", async () => {
    const failures = [{ reason: "RESOURCE:CPU", detail: "Capacity is unavailable at this time" }];
    const { ecs } = answering({ ...answers, RunTask: { tasks: [], failures } });

    await expect(new TaskRun(ecs, task).start("me")).rejects.toThrow(
      "ECS did not start prune of api: RESOURCE:CPU: Capacity is unavailable at this time",
    );
  });

  test("needs a service that is deployed", async () => {
    const { ecs } = answering({ ...answers, DescribeServices: { services: [{ ...service, status: "INACTIVE" }] } });

    await expect(new TaskRun(ecs, task).start("me")).rejects.toThrow("The service api of shop-staging is not deployed");
  });
});

describe("the end of a task", () => {
  function failure(ended: Task): () => void {
    return () => {
      checkOutcome(task, new TaskRun(answering({}).ecs, task).outcomeOf(ended));
    };
  }

  test("is fine with exit code 0, whatever its sidecars ended with", () => {
    expect(
      failure({
        stoppedReason: "Essential container in task exited",
        containers: [
          { name: "api", exitCode: 0 },
          { name: "tls", exitCode: 143 },
        ],
      }),
    ).not.toThrow();
  });

  test("is a failure with another exit code", () => {
    expect(
      failure({ stoppedReason: "Essential container in task exited", containers: [{ name: "api", exitCode: 2 }] }),
    ).toThrow("prune of api failed with exit code 2: Essential container in task exited; api: exit code 2");
  });

  test("before its start says what kept it from starting", () => {
    expect(
      failure({
        stoppedReason: "Task failed to start",
        containers: [
          { name: "api", reason: "CannotPullContainerError: no such tag" },
          { name: "volumes", exitCode: 1 },
        ],
      }),
    ).toThrow(
      "prune of api did not start: Task failed to start; api: CannotPullContainerError: no such tag; volumes: exit code 1",
    );
  });
});
