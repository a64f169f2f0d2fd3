import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import {
  type ContainerDefinition,
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  type Deployment,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { Emulator } from "../../../src/operations/emulate/emulator/emulator";
import { FixtureApp } from "../support/fixture-app";

const accountId = "111122223333";
const region = "us-east-1";
const environment = "fixture-services";
const cluster = "fixture-services-cluster";
const service = "api";
const group = "/ecs/fixture-services/api";

describe("a deployed service with a release", () => {
  let emulator: Emulator;
  let app: FixtureApp;
  let ecs: ECSClient;
  let ec2: EC2Client;

  beforeAll(async () => {
    emulator = await Emulator.start({ accountId, region });
    app = new FixtureApp(emulator.environment);
    const client = { region, endpoint: emulator.url, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
    ecs = new ECSClient(client);
    ec2 = new EC2Client(client);
    await new CloudWatchLogsClient(client).send(new CreateLogGroupCommand({ logGroupName: group }));
  });

  afterAll(async () => {
    app.remove();
    await emulator.stop();
  });

  /** Registers a revision whose release is the command. */
  async function revision(release: string[]): Promise<string> {
    const options = { "awslogs-group": group, "awslogs-region": region };
    const container = (name: string, definition: ContainerDefinition): ContainerDefinition => ({
      ...{ name, image: "public.ecr.aws/docker/library/busybox:1.37.0" },
      logConfiguration: { logDriver: "awslogs", options: { ...options, "awslogs-stream-prefix": name } },
      ...definition,
    });
    const { taskDefinition } = await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: service,
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        cpu: "256",
        memory: "512",
        containerDefinitions: [
          container("api", { essential: true, dependsOn: [{ containerName: "release", condition: "SUCCESS" }] }),
          container("release", { essential: false, command: release }),
        ],
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? "";
  }

  async function deployment(): Promise<Deployment | undefined> {
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    return services?.[0]?.deployments?.[0];
  }

  test("cannot run a task before it is deployed", async () => {
    const { exitCode, output } = await app.run("task", environment, "api", "status");
    expect(exitCode).toBe(1);
    expect(output).toContain(
      "The service api of fixture-services is not deployed. Deploy it first:  npm run deploy -- fixture-services",
    );
  });

  test("gets no task, hence no request, when its first release fails", async () => {
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand());
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand());
    await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
    await ecs.send(
      new CreateServiceCommand({
        ...{ cluster, serviceName: service, desiredCount: 2, taskDefinition: await revision(["false"]) },
        capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: [Subnets?.[0]?.SubnetId ?? ""],
            securityGroups: [SecurityGroups?.[0]?.GroupId ?? ""],
          },
        },
      }),
    );

    expect(await deployment()).toMatchObject({ rolloutState: "FAILED", runningCount: 0, desiredCount: 2 });
  });

  test("runs once its release succeeds, and goes on with that revision when the next one's release fails", async () => {
    const good = await revision(["bin/migrate"]);
    await ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: good }));
    expect(await deployment()).toMatchObject({ rolloutState: "COMPLETED", runningCount: 2, taskDefinition: good });

    const bad = await revision(["sh", "-c", "echo no; exit 3"]);
    await ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: bad }));
    expect(await deployment()).toMatchObject({ runningCount: 2, taskDefinition: good });
  });

  test("runs a task to its end, shows what it wrote, and gives its network interface back", async () => {
    const { exitCode, output } = await app.run("task", environment, "api", "status");

    expect(output).toContain("api status: started arn:aws:ecs:us-east-1:111122223333:task/");
    expect(output).toContain("api status: stopped");
    expect(output).toContain("bin/status ${HOME}");
    expect(exitCode).toBe(0);
    expect((await ec2.send(new DescribeNetworkInterfacesCommand())).NetworkInterfaces).toEqual([]);
  });

  test("fails when the task does, with its exit code and what it wrote", async () => {
    const { exitCode, output } = await app.run("task", environment, "api", "broken");

    expect(output).toContain("sh -c exit 4");
    expect(output).toContain(
      "broken of api failed with exit code 4: Essential container in task exited; api: exit code 4",
    );
    expect(exitCode).toBe(1);
  });

  test("tells the result as JSON", async () => {
    const { exitCode, output } = await app.run("task", environment, "api", "broken", "--json");

    expect(JSON.parse(/^\{[\s\S]*^\}/m.exec(output)?.[0] ?? "")).toMatchObject({
      environment: environment,
      service: "api",
      task: "broken",
      command: ["sh", "-c", "exit 4"],
      revision: expect.stringContaining(`task-definition/${service}:`),
      exitCode: 4,
    });
    expect(exitCode).toBe(1);
  });

  test("does not wait when told so, whatever becomes of the task", async () => {
    const { exitCode, output } = await app.run("task", environment, "api", "broken", "--no-wait");

    expect(output).toContain("api broken: started");
    expect(output).not.toContain("exit code");
    expect(exitCode).toBe(0);
  });

  test("runs its release by hand", async () => {
    expect((await app.run("task", environment, "api", "release")).exitCode).toBe(0);
  });
});

describe("with the credentials of another account", () => {
  test("nothing is run", async () => {
    const emulator = await Emulator.start({ accountId: "999999999999", region });
    const app = new FixtureApp(emulator.environment);
    const { exitCode, output } = await app.run("task", environment, "api", "status");
    app.remove();
    await emulator.stop();

    expect(output).toContain(`belongs to AWS account ${accountId}, but your credentials are for 999999999999`);
    expect(exitCode).toBe(1);
  });
});
