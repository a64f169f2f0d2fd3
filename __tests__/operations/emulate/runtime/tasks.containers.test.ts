import { execFileSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

import { DescribeNetworkInterfacesCommand } from "@aws-sdk/client-ec2";
import { ListServiceDeploymentsCommand, StopTaskCommand, type Task, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { application, busybox, logDriver, RunningTasks, until } from "./running-tasks";

const notPulled =
  "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:";
const web = 80;

/** What the sample application answers when it has waited for another service, with the code or the name of the error. */
const timedOut = expect.stringMatching(/^\{"error":(23|"TimeoutError")\}\n$/) as unknown;

let tasks: RunningTasks;
let secret: string;
let deniedSecret: string;
beforeAll(async () => {
  tasks = await RunningTasks.start();
  secret = await createSecret("app/secret");
  deniedSecret = await createSecret("other/secret");
  await tasks.createService(
    "web",
    [
      application({
        environment: [{ name: "GREETING", value: "hello" }],
        secrets: [{ name: "TOKEN", valueFrom: `${secret}:TOKEN::` }],
        readonlyRootFilesystem: true,
        mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }],
        dependsOn: [{ containerName: "volumes", condition: "SUCCESS" }],
      }),
      busybox("volumes", "chmod 1777 /volumes/tmp", {
        essential: false,
        mountPoints: [{ sourceVolume: "tmp", containerPath: "/volumes/tmp" }],
      }),
    ],
    { count: 2, listenerPort: web, volumes: ["tmp"] },
  );
});
afterAll(() => tasks.emulator.stop());

test("a service becomes steady: its tasks answer through the load balancer, with variables, secrets and logs", async () => {
  const { events = [], deployments } = await tasks.steady("web");
  const pages = await Promise.all(Array.from({ length: 6 }, () => ask("/")));
  const addresses = new Set(pages.map(({ body }) => /Address of the task<\/dt><dd>([^<]*)/.exec(body)?.[1] ?? ""));
  const running = await tasks.tasksOf("web");
  const variables = await ask("/environment");

  expect(deployments?.[0]).toMatchObject({ runningCount: 2, pendingCount: 0, failedTasks: 0 });
  expect(events.map(({ message }) => message)).toContain("(service web) has reached a steady state.");
  expect([...addresses].sort()).toEqual(running.map(addressOf).sort());
  expect(JSON.parse(variables.body)).toEqual(
    expect.arrayContaining(["AWS_REGION", "ECS_CONTAINER_METADATA_URI_V4", "GREETING", "TOKEN"]),
  );
  for (const task of running) expect(await tasks.log(task, "app")).toEqual(["listening on 3000"]);
});

test("a task runs and ends in less than three seconds beyond its own time", async () => {
  await tasks.steady("web");
  // What else this machine does is no time of the task's: the quickest of a few counts.
  const beyond: number[] = [];
  while (beyond.length < 3 && !beyond.some((seconds) => seconds < 3)) {
    const { createdAt, stoppedAt } = await tasks.runToEnd("second", [busybox("main", "sleep 1")]);
    beyond.push(secondsBetween(createdAt, stoppedAt) - 1);
  }

  expect(Math.min(...beyond)).toBeLessThan(3);
});

test("containers start in the order in which they depend on each other", async () => {
  const on = (containerName: string, condition: "START" | "COMPLETE" | "SUCCESS" | "HEALTHY"): object => ({
    dependsOn: [{ containerName, condition }],
  });
  const noted = (script = ""): string => `cut -d' ' -f1 /proc/uptime; ${script}`;
  const task = await tasks.runToEnd("order", [
    busybox("first", noted("sleep 2; cut -d' ' -f1 /proc/uptime"), { essential: false }),
    busybox("start", noted(), { essential: false, ...on("first", "START") }),
    busybox("success", noted("exit 3"), { essential: false, ...on("first", "SUCCESS") }),
    busybox("complete", noted("sleep 1; touch /tmp/ready; sleep 600"), {
      essential: false,
      ...on("success", "COMPLETE"),
      healthCheck: { command: ["CMD-SHELL", "test -e /tmp/ready"], interval: 5, timeout: 2, retries: 3 },
    }),
    busybox("healthy", noted("exit 7"), on("complete", "HEALTHY")),
  ]);
  const times = async (name: string): Promise<number[]> => (await tasks.log(task, name)).map(Number);
  const [[firstStart = 0, firstEnd = 0], [start = 0], [success = 0], [complete = 0], [healthy = 0]] = await Promise.all(
    [...[times("first"), times("start"), times("success"), times("complete"), times("healthy")]] as const,
  );

  expect(start).toBeGreaterThanOrEqual(firstStart);
  expect(start).toBeLessThan(firstEnd);
  expect(success).toBeGreaterThanOrEqual(firstEnd);
  expect(complete).toBeGreaterThanOrEqual(success);
  expect(healthy).toBeGreaterThan(complete + 1);
  expect(task).toMatchObject({
    stopCode: "EssentialContainerExited",
    stoppedReason: "Essential container in task exited",
  });
  expect(exitCodes(task)).toEqual({ first: 0, start: 0, success: 3, complete: 137, healthy: 7 });
});

test("a task whose container waits for the success of one that fails does not start", async () => {
  const task = await tasks.runToEnd("unmet", [
    busybox("first", "exit 4", { essential: false }),
    busybox("main", "true", { dependsOn: [{ containerName: "first", condition: "SUCCESS" }] }),
  ]);

  expect(task).toMatchObject({ stopCode: "TaskFailedToStart", stoppedReason: "Task failed to start" });
  expect(exitCodes(task)).toEqual({ first: 4, main: undefined });
});

test("a task without a secret, an image or a log group does not start", async () => {
  const missing = secret.replace("app/secret", "app/missing");
  const reading = (valueFrom: string): ReturnType<typeof application> =>
    application({ secrets: [{ name: "TOKEN", valueFrom }] });
  const [absent, keyless, denied, placeholder, unlogged] = await Promise.all([
    tasks.runToEnd("absent", [reading(missing)]),
    tasks.runToEnd("keyless", [reading(`${secret}:OTHER::`)]),
    tasks.runToEnd("denied", [reading(deniedSecret)]),
    tasks.runToEnd("placeholder", [
      application({ image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/app:not-pushed-yet" }),
    ]),
    tasks.runToEnd("unlogged", [application({ logConfiguration: logDriver("/ecs/missing") })]),
  ]);

  const fetching = `${notPulled} unable to retrieve secret from asm: service call has been retried 1 time(s):`;
  expect(absent.stoppedReason).toBe(
    `${fetching} failed to fetch secret ${missing} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
  );
  expect(keyless.stoppedReason).toBe(
    `${fetching} retrieved secret from Secrets Manager did not contain json key OTHER`,
  );
  expect(denied.stoppedReason).toBe(
    `${fetching} failed to fetch secret ${deniedSecret} from secrets manager: AccessDeniedException: ` +
      `User: arn:aws:sts::111122223333:assumed-role/execution/ecs-tasks is not authorized to perform: ` +
      `secretsmanager:GetSecretValue on resource: ${deniedSecret} because no identity-based policy allows the ` +
      "secretsmanager:GetSecretValue action",
  );
  expect(placeholder.stoppedReason).toBe(
    "CannotPullContainerError: 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:not-pushed-yet: not found",
  );
  expect(unlogged.stoppedReason).toBe(
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: " +
      "failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1",
  );
  for (const task of [absent, keyless, denied, placeholder, unlogged]) expect(task.stopCode).toBe("TaskFailedToStart");
});

test("a container that takes more memory than it has is killed", async () => {
  const task = await tasks.runToEnd("greedy", [busybox("main", "exec tail /dev/zero", { memory: 32 })]);

  expect(task.stoppedReason).toBe("Essential container in task exited");
  expect(task.containers?.[0]).toMatchObject({
    exitCode: 137,
    reason: "OutOfMemoryError: Container killed due to memory usage",
  });
});

test("a service whose tasks fail the load balancer's health checks goes back to the revision before", async () => {
  await tasks.createService("checked", [application()], { count: 3, listenerPort: 81 });
  const { taskDefinition: good } = await tasks.steady("checked");
  const taskDefinition = await tasks.register("checked", [
    application({ environment: [{ name: "PORT", value: "3999" }] }),
  ]);
  await tasks.ecs.send(new UpdateServiceCommand({ cluster: "tasks", service: "checked", taskDefinition }));

  const deployment = await until("the deployment is rolled back", async () => {
    const { serviceDeployments = [] } = await tasks.ecs.send(
      new ListServiceDeploymentsCommand({ cluster: "tasks", service: "checked" }),
    );
    return serviceDeployments.find(({ status }) => status === "ROLLBACK_SUCCESSFUL");
  });
  const service = await tasks.steady("checked");
  const stopped = await tasks.tasksOf("checked", "STOPPED");
  const failed = stopped.filter(({ taskDefinitionArn }) => taskDefinitionArn === taskDefinition);

  expect(deployment.statusReason).toContain("circuit breaker");
  expect(service.taskDefinition).toBe(good);
  expect(failed.map(({ stopCode }) => stopCode)).toContain("ServiceSchedulerInitiated");
  expect(failed.map(({ stoppedReason }) => stoppedReason)).toContain(
    `Task failed ELB health checks in (target-group ${tasks.targetGroup("checked")})`,
  );
  expect((await ask("/", 81)).status).toBe(200);
});

test("tasks of a service that fail their own health checks are replaced, and one that is run by itself goes on", async () => {
  const ill = [
    application({
      healthCheck: { command: ["CMD-SHELL", "exit 1"], interval: 5, timeout: 2, retries: 1 },
    }),
  ];
  await tasks.createService("ill", ill);
  const alone = await tasks.runTask(await tasks.register("alone", ill));
  const stopped = await until("a task has failed its health checks", async () => {
    const [first] = await tasks.tasksOf("ill", "STOPPED");
    return first?.lastStatus === "STOPPED" ? first : undefined;
  });
  const unhealthy = await until("the other task is unhealthy", async () => {
    const task = await tasks.task(alone);
    return task.healthStatus === "UNHEALTHY" ? task : undefined;
  });
  await tasks.ecs.send(new UpdateServiceCommand({ cluster: "tasks", service: "ill", desiredCount: 0 }));

  expect(stopped).toMatchObject({
    stopCode: "ServiceSchedulerInitiated",
    stoppedReason: "Task failed container health checks",
  });
  expect(unhealthy.lastStatus).toBe("RUNNING");
  expect(unhealthy.containers?.[0]?.healthStatus).toBe("UNHEALTHY");
  await tasks.ecs.send(new StopTaskCommand({ cluster: "tasks", task: alone }));
});

test("a root file system is read only, and a volume is root's until a container opens it", async () => {
  const mountPoints = [{ sourceVolume: "opened", containerPath: "/opened" }];
  const closed = [{ sourceVolume: "closed", containerPath: "/closed" }];
  const task = await tasks.runToEnd(
    "volumes",
    [
      busybox("volumes", "chmod 1777 /opened", { essential: false, mountPoints: [...mountPoints, ...closed] }),
      application({
        command: ["sh", "-c", "stat -c '%U %a' /opened /closed; touch /opened/x /closed/x; ls /opened"],
        dependsOn: [{ containerName: "volumes", condition: "SUCCESS" }],
        mountPoints: [...mountPoints, ...closed],
      }),
    ],
    { volumes: ["opened", "closed"] },
  );

  expect(await tasks.log(task, "app")).toEqual([
    ...["root 1777", "root 755", "touch: cannot touch '/closed/x': Permission denied", "x"],
  ]);
  expect(await ask("/write?path=/etc/x")).toMatchObject({ status: 403, body: '{"error":"EROFS"}\n' });
  expect(await ask("/write?path=/tmp/x")).toMatchObject({ status: 200, body: '{"written":true}\n' });
});

test("a task that is killed is replaced while the other one answers", async () => {
  const before = await tasks.tasksOf("web");
  const killed = before[0]?.taskArn ?? "";
  await tasks.engine.kill(`${tasks.run}-${idOf(killed).slice(0, 8)}-app`);
  const task = await tasks.stopped(killed);
  await until("another task has taken its place", async () => {
    const now = await tasks.tasksOf("web");
    const isReplaced = now.length === 2 && now.every(({ taskArn }) => taskArn !== killed);
    return (isReplaced && now.every(({ lastStatus }) => lastStatus === "RUNNING")) || undefined;
  });
  const service = await tasks.steady("web");

  expect(task).toMatchObject({ stopCode: "EssentialContainerExited", containers: [{ exitCode: 137 }, {}] });
  expect(service.deployments?.[0]?.rolloutState).toBe("COMPLETED");
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask("/")));
  expect(answers.map(({ status }) => status)).toEqual(Array<number>(6).fill(200));
});

test("a service gets more tasks and fewer, and a request that runs is finished", async () => {
  await scale("web", 3);
  const { runningCount } = await tasks.steady("web");
  const running = await tasks.tasksOf("web");
  // Port 81 is open to nobody: the application waits five seconds and answers.
  const slow = Promise.all(Array.from({ length: 3 }, () => ask("/upstream?url=http://198.51.100.1:81/")));
  await delay(500);
  await scale("web", 1);
  const answers = await slow;
  await tasks.steady("web");
  const gone = await Promise.all((await endedOf(running)).map(({ taskArn = "" }) => tasks.stopped(taskArn)));

  expect(runningCount).toBe(3);
  expect(answers).toEqual(Array(3).fill({ status: 502, body: timedOut }));
  expect(gone).toHaveLength(2);
  for (const task of gone) {
    expect(task.stoppedReason).toMatch(/^Scaling activity initiated by \(deployment ecs-svc\/\w+\)$/);
    expect(exitCodes(task)).toEqual({ app: 0, volumes: 0 });
    expect(await tasks.log(task, "app")).toEqual(["listening on 3000", "SIGTERM: finishing requests", "ended"]);
  }
});

test("a task that is stopped has SIGTERM and its stop timeout", async () => {
  const arn = await tasks.runTask(
    await tasks.register("stubborn", [
      busybox("polite", "trap 'echo ended; exit 5' TERM; while :; do sleep 0.1; done", { essential: false }),
      busybox("stubborn", "trap 'echo not yet' TERM; while :; do sleep 0.1; done"),
    ]),
  );
  const running = await tasks.running(arn);
  await tasks.ecs.send(new StopTaskCommand({ cluster: "tasks", task: arn, reason: "no longer needed" }));
  const task = await tasks.stopped(arn);

  expect(task).toMatchObject({ stopCode: "UserInitiated", stoppedReason: "no longer needed" });
  expect(exitCodes(task)).toEqual({ polite: 5, stubborn: 137 });
  expect(await tasks.log(running, "polite")).toEqual(["ended"]);
  expect(await tasks.log(running, "stubborn")).toEqual(["not yet"]);
  const seconds = secondsBetween(task.stoppingAt, task.stoppedAt);
  expect(seconds).toBeGreaterThanOrEqual(2);
  expect(seconds).toBeLessThan(2 + 3);
});

test("a task reaches what security groups of both sides allow, and nothing else", async () => {
  const group = await tasks.createGroup("server");
  const server = await tasks.running(
    await tasks.runTask(await tasks.register("server", [application()]), { groups: [group] }),
  );
  const toServer = `/upstream?url=http://${addressOf(server)}:3000/`;
  const neither = await ask(toServer);
  await tasks.allowIngress(group, 3000, tasks.group);
  const withoutEgress = await ask(toServer);
  await tasks.allowEgress(tasks.group, 3000, group);
  const both = await until("the rules hold", async () => {
    const answer = await ask(toServer);
    return answer.status === 200 ? answer : undefined;
  });
  const [other] = await tasks.tasksOf("web");
  const client = await tasks.createGroup("client");
  await tasks.allowEgress(client, 3000, tasks.group);
  const backwards = await tasks.runToEnd(
    "backwards",
    [application({ command: ["curl", "--silent", "--max-time", "3", `http://${addressOf(other ?? {})}:3000/`] })],
    { groups: [client] },
  );
  await tasks.ecs.send(new StopTaskCommand({ cluster: "tasks", task: server.taskArn }));

  expect([neither, withoutEgress].map(({ body }) => body)).toEqual(Array(2).fill(timedOut));
  expect(both.body).toBe('{"status":200}\n');
  // Its security group lets it out, and that of the other task does not let it in: curl gives up (exit code 28).
  expect(exitCodes(backwards)).toEqual({ app: 28 });
  expect((await ask("/upstream?url=https://sts.us-east-1.amazonaws.com/")).body).toMatch(/^\{"status":\d+\}\n$/);
});

test("a task calls AWS as its task role, which may do what its policies allow", async () => {
  const s3 = new S3Client({ ...tasks.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "files" }));
  for (const Key of ["public/file", "private/file"]) {
    await s3.send(new PutObjectCommand({ ...{ Bucket: "files", Key, Body: "content" } }));
  }
  const taskRoleArn = await tasks.createRole("task", [
    { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::files/public/*"] },
    { actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::files"] },
    { actions: ["secretsmanager:GetSecretValue"], resources: [secret] },
  ]);
  const task = await tasks.runToEnd("caller", [application({ command: ["node", "-e", calls, secret, deniedSecret] })], {
    taskRoleArn,
  });

  const user = `arn:aws:sts::111122223333:assumed-role/task/${idOf(task.taskArn ?? "").replaceAll("-", "")}`;
  const denied = (action: string, resource: string): string =>
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  expect((await tasks.log(task, "app")).map((line) => JSON.parse(line) as unknown)).toEqual([
    { role: taskRoleArn },
    { call: "whoami", status: "200", told: expect.stringContaining(`<Arn>${user}</Arn>`) },
    { call: "object", status: "200", told: "content" },
    { call: "list", status: "200", told: expect.stringContaining("<Key>private/file</Key>") },
    { call: "secret", status: "200", told: expect.stringContaining("TOKEN") },
    {
      ...{ call: "denied object", status: "403" },
      told: expect.stringContaining(
        `<Code>AccessDenied</Code><Message>${denied("s3:GetObject", "arn:aws:s3:::files/private/file")}`,
      ),
    },
    {
      ...{ call: "denied secret", status: "400" },
      told: JSON.stringify({
        __type: "AccessDeniedException",
        message: denied("secretsmanager:GetSecretValue", deniedSecret),
      }).replaceAll(/([:,])(?=")/g, "$1 "),
    },
    {
      ...{ call: "denied query", status: "403" },
      told: expect.stringContaining(denied("iam:ListRoles", "*")),
    },
  ]);
});

test("the network interface of a task is gone when it has ended", async () => {
  const arn = await tasks.runTask(await tasks.register("attached", [busybox("main", "sleep 1; exit 9")]));
  const running = await tasks.running(arn);
  const NetworkInterfaceIds = [detailOf(running, "networkInterfaceId")];
  const { NetworkInterfaces } = await tasks.ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds }));
  const task = await tasks.stopped(arn);

  expect(NetworkInterfaces).toHaveLength(1);
  expect(exitCodes(task)).toEqual({ main: 9 });
  await expect(tasks.ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds }))).rejects.toThrow(
    `The networkInterface ID '${String(NetworkInterfaceIds[0])}' does not exist`,
  );
});

test("nothing of a run is left when its emulator has ended, or was killed", async () => {
  const ended = await RunningTasks.start();
  try {
    await ended.running(await ended.runTask(await ended.register("left", [busybox("main", "sleep 600")])));
    expect(await ended.engine.containers(ended.run)).not.toEqual([]);
    expect(await tasks.engine.containers(tasks.run)).not.toEqual([]);
  } finally {
    await ended.emulator.stop();
  }
  process.kill(tasks.emulator.pid, "SIGKILL");

  for (const one of [ended, tasks]) {
    await until(`nothing of ${one.run} is left`, async () => {
      const left = [...(await one.engine.containers(one.run)), ...(await one.engine.volumes(one.run))];
      return (left.length === 0 && !processes().includes(one.run)) || undefined;
    });
  }
});

/** In a task: calls of AWS's APIs that curl signs with what the metadata endpoint gives. */
const calls = `
const { execFileSync } = require("node:child_process");
const [secret, deniedSecret] = process.argv.slice(1);
const curl = (...args) => execFileSync("curl", ["--silent", "--cacert", process.env.AWS_CA_BUNDLE, ...args], { encoding: "utf8" });
const given = JSON.parse(curl("http://169.254.170.2" + process.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI));
console.log(JSON.stringify({ role: given.RoleArn }));
function call(name, service, path, ...args) {
  const signed = ["--aws-sigv4", "aws:amz:us-east-1:" + service, "--user", given.AccessKeyId + ":" + given.SecretAccessKey,
    "--header", "X-Amz-Security-Token: " + given.Token];
  const answer = curl(...signed, "--write-out", "\\n%{http_code}", ...args, "https://" + service + ".us-east-1.amazonaws.com" + path);
  const end = answer.lastIndexOf("\\n");
  console.log(JSON.stringify({ call: name, status: answer.slice(end + 1), told: answer.slice(0, end) }));
}
const value = (id) => ["--header", "X-Amz-Target: secretsmanager.GetSecretValue", "--header", "Content-Type: application/x-amz-json-1.1",
  "--data", JSON.stringify({ SecretId: id })];
call("whoami", "sts", "/", "--data", "Action=GetCallerIdentity&Version=2011-06-15");
call("object", "s3", "/files/public/file");
call("list", "s3", "/files?list-type=2");
call("secret", "secretsmanager", "/", ...value(secret));
call("denied object", "s3", "/files/private/file");
call("denied secret", "secretsmanager", "/", ...value(deniedSecret));
call("denied query", "iam", "/", "--data", "Action=ListRoles&Version=2010-05-08");
`;

async function createSecret(Name: string): Promise<string> {
  const SecretString = JSON.stringify({ TOKEN: "value" });
  const { ARN = "" } = await tasks.secrets.send(new CreateSecretCommand({ Name, SecretString }));
  return ARN;
}

async function ask(path: string, listenerPort = web): Promise<{ status: number; body: string }> {
  const response = await fetch(`${await tasks.url(listenerPort)}${path}`, { signal: AbortSignal.timeout(20_000) });
  return { status: response.status, body: await response.text() };
}

async function scale(service: string, desiredCount: number): Promise<void> {
  await tasks.ecs.send(new UpdateServiceCommand({ cluster: "tasks", service, desiredCount }));
}

/** Those of the tasks that are asked to end. */
async function endedOf(known: readonly Task[]): Promise<Task[]> {
  const now = await Promise.all(known.map(({ taskArn = "" }) => tasks.task(taskArn)));
  return now.filter(({ desiredStatus }) => desiredStatus === "STOPPED");
}

function idOf(taskArn: string): string {
  return taskArn.slice(taskArn.lastIndexOf("/") + 1);
}

function detailOf({ attachments = [] }: Task, name: string): string {
  const details = attachments.flatMap(({ details = [] }) => details);
  return details.find((detail) => detail.name === name)?.value ?? "";
}

function addressOf(task: Task): string {
  return detailOf(task, "privateIPv4Address");
}

function exitCodes({ containers = [] }: Task): Record<string, number | undefined> {
  return Object.fromEntries(containers.map(({ name = "", exitCode }) => [name, exitCode]));
}

function secondsBetween(from: Date | undefined, to: Date | undefined): number {
  return ((to?.getTime() ?? NaN) - (from?.getTime() ?? NaN)) / 1000;
}

/** The command lines of every process of this machine. */
function processes(): string {
  return execFileSync("ps", ["-eo", "args="], { encoding: "utf8" });
}
