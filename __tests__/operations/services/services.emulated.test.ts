import { setTimeout as delay } from "node:timers/promises";

import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import {
  CreateDeploymentCommand,
  GetDeploymentGroupCommand,
  UpdateDeploymentGroupCommand,
} from "@aws-sdk/client-codedeploy";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import { Emulator } from "../../../src/operations/emulate/emulator/emulator";
import { type Statement, sufficiency } from "../../../src/operations/permissions/sufficiency";
import { onCallRole } from "../../support/on-call-role";
import { policy } from "../../support/synthesized";
import { EmulatedServices } from "../support/emulated-services";
import { type CommandResult, FixtureApp } from "../support/fixture-app";
import { StubSessionPlugin } from "../support/session-plugin";

const accountId = "111122223333";
const region = "us-east-1";
const environment = "fixture-services";
const cluster = `${environment}-cluster`;

describe("the operator's commands", () => {
  let emulator: Emulator;
  let app: FixtureApp;
  let services: EmulatedServices;
  let plugin: StubSessionPlugin;

  beforeAll(async () => {
    emulator = await Emulator.start({ accountId, region });
    plugin = new StubSessionPlugin();
    app = new FixtureApp({ ...emulator.environment, ...plugin.environment, AWS_ACCESS_KEY_ID: "on-call" });
    services = new EmulatedServices(emulator);
  });

  afterAll(async () => {
    app.remove();
    plugin.remove();
    await emulator.stop();
  });

  function run(command: string, ...args: readonly string[]): Promise<CommandResult> {
    return app.run(command, environment, ...args);
  }

  async function jsonOf(command: string, ...args: readonly string[]): Promise<unknown> {
    const { stdout, output, exitCode } = await run(command, ...args, "--json");
    if (exitCode !== 0) throw new Error(output);
    return JSON.parse(stdout);
  }

  test.each([["restart", "api"], ["rollback", "api", "--yes"], ["scale", "api", "2"], ["exec", "api"], ["tunnel"]])(
    "say that nothing is deployed: %s %s",
    async (command, ...args) => {
      const { exitCode, output } = await run(command, ...args);
      expect(output).toMatch(
        /The service api of fixture-services is not deployed\. Deploy it first: {2}npm run deploy -- fixture-services|RDS does not tell where fixture-services is/,
      );
      expect(exitCode).toBe(1);
    },
  );

  test("say that there is no log yet", async () => {
    expect((await run("logs", "api")).output).toContain("The log /ecs/fixture-services/api of api is not there.");
  });

  test("say which environment or service was meant", async () => {
    expect((await run("logs", "apo")).output).toContain(
      'fixture-services has no service "apo"; did you mean "api"? (known: api, web, worker)',
    );
    expect((await app.run("restart", "fixture-service", "api")).output).toContain(
      'there is no environment "fixture-service"; did you mean "fixture-services"?',
    );
  });

  describe("on deployed services", () => {
    beforeAll(() => services.create());
    beforeEach(() => {
      plugin.forget();
    });

    test("logs prints what services wrote, by time and after whose it is", async () => {
      const now = Date.now();
      await services.log("api", "GET /up", now - 60_000);
      await services.log("worker", "working \u001b[31m", now - 30_000);
      await services.log("api", "ERROR out of memory", now - 20_000);
      await services.log("api", "long ago", now - 3_600_000);

      const { stdout } = await run("logs");
      expect(stdout.split("\n").map((line) => line.slice("2026-01-01T00:00:00.000Z ".length))).toEqual([
        "api    | GET /up",
        "worker | working ␛[31m",
        "api    | ERROR out of memory",
        "",
      ]);
    });

    test("logs searches with CloudWatch's own filter, and tells each line as JSON", async () => {
      const { stdout } = await run("logs", "api", "worker", "--filter", "ERROR", "--json");
      expect(JSON.parse(stdout)).toEqual({
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        ...{ service: "api", container: "api", task: "0123", message: "ERROR out of memory" },
      });
    });

    test("logs goes on printing until it is interrupted, each line once", async () => {
      const following = app.start("logs", environment, "web", "--follow");
      let stdout = "";
      following.stdout?.on("data", (text: Buffer) => (stdout += text.toString()));
      const ended = new Promise((resolve) => following.on("close", resolve));
      for (const message of ["first", "second", "third"]) {
        await delay(5_000);
        await services.log("web", message, Date.now());
      }
      await delay(5_000);
      following.kill("SIGINT");

      expect(await ended).toBe(130);
      expect(stdout.match(/\| \w+$/gm)).toEqual(["| first", "| second", "| third"]);
    });

    test("restart replaces the tasks of a rolling service by others of the same revision", async () => {
      const before = await services.describe("api");
      expect(await jsonOf("restart", "api")).toMatchObject({
        ...{ environment, service: "api", revision: before.taskDefinition, outcome: "steady" },
      });
      const after = await services.describe("api");
      expect(after.deployments?.[0]?.id).not.toBe(before.deployments?.[0]?.id);
      expect(after).toMatchObject({ taskDefinition: before.taskDefinition, runningCount: 1 });
    });

    test("restart says first that a service is down meanwhile, where none of its tasks must stay", async () => {
      expect((await run("restart", "worker")).output).toMatch(
        /restart of worker: ECS stops the tasks before it starts new ones \(minimumHealthyPercent is 0\): the service is down until those are healthy\.\nrestart of worker: deployment /,
      );
    });

    test("restart of a blue/green service is a deployment of the revision that runs", async () => {
      const { taskDefinition } = await services.describe("web");
      const { output, stdout, exitCode } = await run("restart", "web");
      expect(output).toContain("of fixture-services-web:1");
      expect(output).toContain("restart of web: requests reach the new tasks");
      expect(stdout).toBe("web of fixture-services: restarted\n");
      expect(exitCode).toBe(0);
      expect((await services.describe("web")).taskDefinition).toBe(taskDefinition);
      const group = new GetDeploymentGroupCommand({ applicationName: "web", deploymentGroupName: "web" });
      const { deploymentGroupInfo } = await services.codeDeploy.send(group);
      expect(deploymentGroupInfo?.lastAttemptedDeployment).toMatchObject({
        status: "Succeeded",
        endTime: expect.any(Date),
      });
    });

    test.each([
      ["Unable to update service registries", { serviceRegistries: [] }],
      ["Unable to update network parameters", { networkConfiguration: {} }],
      ["Cannot force a new deployment", { forceNewDeployment: true }],
    ])("ECS says of a blue/green service: %s", async (message, update) => {
      const command = new UpdateServiceCommand({ cluster, service: "web", ...update });
      await expect(services.ecs.send(command)).rejects.toThrow(
        `${message} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`,
      );
    });

    test("rollback asks, or is told not to", async () => {
      const { output, exitCode } = await run("rollback", "api");
      expect(output).toContain(
        "There is no terminal to ask for your approval on. Repeat with --yes to roll api of fixture-services back.",
      );
      expect(exitCode).toBe(1);
    });

    test("rollback says that there is nothing before the first image", async () => {
      expect((await run("rollback", "api", "--yes")).output).toContain(
        [
          "No deployment is known that ran api of fixture-services with another image than 1.0.0.",
          "Say what to go back to:  npm run rollback -- fixture-services api --to <tag or digest>",
        ].join("\n"),
      );
    });

    test("rollback sets the image of before, so that no deploy undoes it, and runs it in a new revision", async () => {
      const next = await services.register("api", "1.1.0");
      await services.ecs.send(new UpdateServiceCommand({ cluster, service: "api", taskDefinition: next }));

      const { output, stdout, exitCode } = await run("rollback", "api", "--yes");
      expect(output).toContain("api of fixture-services goes back from image 1.1.0 to 1.0.0:");
      expect(stdout).toBe("api of fixture-services: rolled back\n");
      expect(exitCode).toBe(0);
      expect(await services.chosenImage()).toBe("1.0.0");
      expect((await services.describe("api")).taskDefinition).toMatch(/fixture-services-api:3$/);
    });

    test("rollback goes back to no image that its repository does not have, and changes nothing", async () => {
      const { output, exitCode } = await run("rollback", "api", "--yes", "--to", "1.4.0");
      expect(output).toContain(
        [
          "The repository api has no image 1.4.0, so nothing was rolled back. What it has:",
          '  aws ecr describe-images --registry-id 111122223333 --repository-name api --region us-east-1 --query "sort_by(imageDetails,&imagePushedAt)[].imageTags" --output text',
        ].join("\n"),
      );
      expect(exitCode).toBe(1);
      expect(await services.chosenImage()).toBe("1.0.0");
    });

    test("rollback of what a pipeline deploys runs the revision of before", async () => {
      const next = await services.register("worker", "1.1.0");
      await services.ecs.send(new UpdateServiceCommand({ cluster, service: "worker", taskDefinition: next }));

      expect(await jsonOf("rollback", "worker", "--yes")).toMatchObject({ kind: "revision", outcome: "steady" });
      expect((await services.describe("worker")).taskDefinition).toMatch(/fixture-services-worker:1$/);
      expect(await jsonOf("rollback", "worker", "--yes", "--to", "2")).toMatchObject({ outcome: "steady" });
      expect((await services.describe("worker")).taskDefinition).toBe(next);
    });

    test("rollback of a blue/green service deploys the revision of before, or stops the deployment that runs", async () => {
      const deploy = async (revision: string): Promise<void> => {
        const content = JSON.stringify({ version: 0, TaskDefinition: revision });
        await services.codeDeploy.send(
          new CreateDeploymentCommand({
            ...{ applicationName: "web", deploymentGroupName: "web" },
            revision: { revisionType: "AppSpecContent", appSpecContent: { content } },
          }),
        );
      };
      await deploy(await services.register("web", "1.1.0"));
      expect((await services.describe("web")).taskDefinition).toMatch(/fixture-services-web:2$/);

      await services.setAlarm("web", "ALARM");
      const restart = await run("restart", "web");
      expect(restart.output).toMatch(/alarms have been activated, and the deployment has been stopped: web-errors/);
      expect(restart.exitCode).toBe(1);
      expect(await jsonOf("rollback", "web", "--yes")).toMatchObject({ kind: "revision", outcome: "steady" });
      expect((await services.describe("web")).taskDefinition).toMatch(/fixture-services-web:1$/);
      await services.setAlarm("web", "OK");

      await services.codeDeploy.send(
        new UpdateDeploymentGroupCommand({
          ...{ applicationName: "web", currentDeploymentGroupName: "web" },
          blueGreenDeploymentConfiguration: {
            deploymentReadyOption: { actionOnTimeout: "STOP_DEPLOYMENT", waitTimeInMinutes: 60 },
          },
        }),
      );
      await deploy(await services.register("web", "1.2.0"));
      expect((await run("restart", "web")).output).toMatch(
        /CodeDeploy does not start a deployment of web: The Deployment Group 'web' already has an active Deployment/,
      );
      const { output, exitCode } = await run("rollback", "web", "--yes");
      expect(output).toContain("of fixture-services-web:3 (image 1.2.0) is stopped,");
      expect(exitCode).toBe(0);
      expect((await services.describe("web")).taskDefinition).toMatch(/fixture-services-web:1$/);
    });

    test("scale starts and stops tasks within the limits, and tells of auto scaling", async () => {
      const { output, stdout } = await run("scale", "worker", "3");
      expect(output).toContain("scaling of worker: from 1 to 3");
      expect(output).toContain("auto scaling holds it between 1 and 3 tasks");
      expect(stdout).toBe("worker of fixture-services: 3 tasks\n");
      expect((await services.describe("worker")).runningCount).toBe(3);
      const all = await Promise.all(["api", "web", "worker"].map((key) => services.describe(key)));
      expect(await services.runningTasks()).toBe(all.reduce((sum, { runningCount = 0 }) => sum + runningCount, 0));
    });

    test.each([
      ["4", "maxTasks"],
      ["0", "minTasks"],
    ])("scale refuses %s tasks, and says what to change", async (count, attribute) => {
      const { output, exitCode } = await run("scale", "worker", count);
      expect(output).toContain(
        [
          `worker of fixture-services may have 1 to 3 tasks, not ${count}: auto scaling would take the change back at once.`,
          `Change services.worker.scaling.${attribute} in its configuration, then:  npm run deploy -- fixture-services`,
        ].join("\n"),
      );
      expect(exitCode).toBe(1);
    });

    test("exec hands a session over to AWS's program, the token where nobody reads it", async () => {
      const { stdout, exitCode } = await run("exec", "api", "--", "bin/rails", "runner", "puts 'hi'");
      expect(stdout).toBe("from the session\n");
      expect(exitCode).toBe(0);
      const [name, where, operation, profile, request, endpoint, session] = plugin.arguments;
      expect([name, where, operation, profile, endpoint]).toEqual([
        "AWS_SSM_START_SESSION_RESPONSE",
        region,
        "StartSession",
        "",
        "https://ssm.us-east-1.amazonaws.com",
      ]);
      expect(JSON.parse(request ?? "")).toEqual({
        Target: expect.stringMatching(/^ecs:fixture-services-cluster_[\w-]+_\w+-\d+$/),
      });
      expect(JSON.parse(session ?? "")).toEqual({
        SessionId: expect.stringMatching(/^ecs-execute-command-/),
        TokenValue: expect.any(String),
        StreamUrl: expect.stringMatching(/^wss:/),
      });
    });

    test("exec tells what it reached as JSON, and leaves standard output to it", async () => {
      expect(await jsonOf("exec", "api")).toMatchObject({
        ...{ environment, service: "api", command: ["sh"], container: "api", exitCode: 0 },
        task: expect.stringContaining(":task/"),
      });
    });

    test("exec refuses a service that is not configured for it before any session is opened", async () => {
      const { output, exitCode } = await run("exec", "worker");
      expect(output).toContain(
        "ECS Exec is disabled for worker of fixture-services, so no session can reach its tasks.",
      );
      expect(exitCode).toBe(1);
      expect(plugin.wasStarted).toBe(false);
    });

    test("tunnel forwards a port to the database through a service that may connect, and says how", async () => {
      const { stdout, exitCode } = await run("tunnel", "--port", "15432");
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(
        /psql "host=fixture-services\.\S+ hostaddr=127\.0\.0\.1 port=15432 dbname=fixture user=platform sslmode=verify-full sslrootcert=rds\.pem"/,
      );
      const request = JSON.parse(plugin.arguments[4] ?? "") as object;
      expect(request).toEqual({
        Target: expect.stringMatching(/^ecs:fixture-services-cluster_/),
        DocumentName: "AWS-StartPortForwardingSessionToRemoteHost",
        Parameters: {
          host: [expect.stringMatching(/^fixture-services\./)],
          portNumber: ["5432"],
          localPortNumber: ["15432"],
        },
      });
    });

    test("a session ends when its command is told to", async () => {
      const staying = new FixtureApp({ ...emulator.environment, ...plugin.environment, PLUGIN_STAYS: "yes" });
      const tunnel = staying.start("tunnel", environment, "--port", "15433");
      const ended = new Promise((resolve) => tunnel.on("close", resolve));
      for (let waits = 0; !plugin.wasStarted && waits < 100; waits += 1) await delay(200);
      tunnel.kill("SIGTERM");
      expect(await ended).toBe(130);
      staying.remove();
    });

    test("the program's absence is said before a session is opened", async () => {
      const without = new FixtureApp({ ...emulator.environment, PATH: process.execPath.replace(/\/node$/, "") });
      const { output, exitCode } = await without.run("exec", environment, "api");
      without.remove();
      expect(output).toContain("session-manager-plugin is not installed;");
      expect(exitCode).toBe(1);
    });

    test("all of them need nothing that the role of people on call may not do", async () => {
      const calls = (await emulator.callLog()).calls.filter(({ caller }) => caller === "on-call");
      const policies = Object.values(
        onCallRole(["arn:aws:iam::111122223333:role/on-call"]).resources("aws_iam_policy"),
      );
      const statements = policies.flatMap((each) => policy(each.policy).Statement) as readonly Statement[];

      expect(calls.map(({ operation }) => operation)).toEqual(
        expect.arrayContaining([
          "ExecuteCommand",
          "FilterLogEvents",
          "StartSession",
          "StopDeployment",
          "UpdateService",
        ]),
      );
      expect(sufficiency(calls, statements).missing).toEqual([]);
    });

    test("none of them sends what AWS would refuse", async () => {
      expect((await emulator.callLog()).problems).toEqual([]);
    });
  });
});

test("nothing is done with the credentials of another account", async () => {
  const emulator = await Emulator.start({ accountId: "999999999999", region });
  const app = new FixtureApp(emulator.environment);
  for (const command of [["logs"], ["restart", "api"], ["rollback", "api", "--yes"], ["scale", "api", "2"]]) {
    const [name = "", ...args] = command;
    const { exitCode, output } = await app.run(name, environment, ...args);
    expect(output).toContain(`belongs to AWS account ${accountId}, but your credentials are for 999999999999`);
    expect(exitCode).toBe(1);
  }
  app.remove();
  await emulator.stop();
});
