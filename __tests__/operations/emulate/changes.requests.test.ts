import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";

import { requestHosts } from "../../../src/operations/emulate/host-proof";
import { type Requests, requestsDuring } from "../../../src/operations/emulate/request-stream";
import { giveNewValues } from "../../../src/operations/emulate/new-values";
import { describeDeployment, startBlueGreen, stopBlueGreen } from "../../../src/operations/services/blue-green";
import type { Review } from "../../../src/review/review";
import { EmulatedEnvironment } from "../../support/emulated-environment";
import type { Draft } from "../../support/platform";

/*
 * What the review says of requests is held against requests: one change after another is deployed while every host is asked
 * again and again. The table of what became of them is a page of the documentation.
 */

jest.setTimeout(3_600_000);

const page = "docs/operating/changes-under-requests.md";
const cluster = "shop-test-cluster";
/** Seconds for which requests go on after a change: until the tasks that it replaced are gone. */
const afterwards = 12;

type Edit = (environment: Draft) => void;

interface Change {
  readonly title: string;
  /** Of the environment, on top of the changes before. */
  readonly edit?: Edit;
  /** Of the stack's JSON. */
  readonly rewrite?: (json: string) => string;
  /** Before it is planned. */
  readonly before?: () => Promise<void>;
  /** What operators and pipelines do, of which there is no plan. */
  readonly act?: () => Promise<void>;
}

interface Result {
  readonly title: string;
  /** What a reviewer is warned of. */
  readonly warnings: readonly string[];
  /** @default the review stops it */
  readonly requests?: Requests;
}

let environment: EmulatedEnvironment;
let ecs: ECSClient;
let codeDeploy: CodeDeployClient;
let elb: ElasticLoadBalancingV2Client;
const edits: Edit[] = [withQuickTargets];

/** Checks and waits of seconds, so that a change takes no minutes. */
function withQuickTargets(draft: Draft): void {
  draft.loadBalancers.public.testListener = { port: 9443, allowedCidrs: ["198.51.100.0/24"] };
  delete draft.database;
  delete draft.services.api.database;
  delete draft.services.api.secrets;
  draft.services.checkout = {
    ...draft.services.web,
    ingress: { hosts: ["checkout.shop.com"], healthCheck: { path: "/" } },
    deployment: { kind: "blue-green", traffic: { kind: "canary", percent: 20, minutes: 10 } },
  };
  for (const service of Object.values<Draft>(draft.services)) {
    service.stopTimeoutSeconds = 5;
    service.ingress.deregistrationDelaySeconds = 5;
    Object.assign(service.ingress.healthCheck, { intervalSeconds: 5, timeoutSeconds: 2 });
  }
}

const spot = [
  { provider: "FARGATE", weight: 1, base: 1 },
  { provider: "FARGATE_SPOT", weight: 4 },
];

const changes: readonly Change[] = [
  { title: "nothing" },
  { title: "another image", before: () => nameImage("web", "2.0.0") },
  { title: "another variable", edit: ({ services }) => (services.web.environment.GREETING = "hello") },
  { title: "another size", edit: ({ services }) => Object.assign(services.web, { cpu: 512, memoryMiB: 1024 }) },
  { title: "a secret more", edit: ({ services }) => (services.web.secrets = { generated: ["SESSION_KEY"] }) },
  { title: "another port", edit: ({ services }) => (services.web.port = 3001) },
  { title: "another health check", edit: ({ services }) => (services.web.ingress.healthCheck.path = "/health") },
  { title: "TLS at the task", edit: ({ services }) => (services.web.ingress.tls = "sidecar") },
  { title: "no TLS at the task", edit: ({ services }) => (services.web.ingress.tls = "none") },
  { title: "a host more", edit: ({ services }) => services.web.ingress.hosts.push("shop.shop.com") },
  {
    title: "a host that moves to another service",
    edit: ({ services }) => {
      services.web.ingress.hosts.pop();
      services.api.ingress.hosts.push("shop.shop.com");
    },
  },
  { title: "interruptible capacity", edit: ({ services }) => (services.web.capacity = spot) },
  {
    title: "more tasks at least",
    edit: ({ services }) => Object.assign(services.web.scaling, { minTasks: 2, maxTasks: 4 }),
  },
  { title: "a zone more", edit: ({ network }) => network.zones.push("c") },
  { title: "another address in the code, with moved", rewrite: (json) => withAnotherAddress(json) },
  { title: "another address in the code, without moved", rewrite: (json) => json },
  {
    title: "a service with another key",
    edit: ({ services }) => {
      services.site = services.web;
      delete services.web;
    },
  },
  {
    title: "new values of secrets",
    act: async () => {
      await giveNewValues(environment.state(), environment.client.region);
      await until(() => isSettled("web"));
    },
  },
  { title: "a restart", act: () => restart("api") },
  { title: "a blue/green deployment", act: () => deployBlueGreen("Succeeded") },
  { title: "a blue/green deployment that is stopped", act: () => deployBlueGreen("Stopped") },
];

beforeAll(async () => {
  environment = await EmulatedEnvironment.start(["shop/api", "shop/web"], { runsTasks: true });
  ecs = new ECSClient(environment.client);
  codeDeploy = new CodeDeployClient(environment.client);
  elb = new ElasticLoadBalancingV2Client(environment.client);
  Object.assign(process.env, environment.emulator.environment);
  await environment.plan(edited);
  await applied();
  await environment.nameImages();
  await environment.plan(edited);
  await applied();
  await requestHosts(environment.emulator.url);
});

afterAll(async () => {
  await environment.stop();
});

function edited(draft: Draft): void {
  for (const edit of edits) edit(draft);
}

async function applied(): Promise<void> {
  const { exitCode, output } = await environment.apply();
  if (exitCode !== 0) throw new Error(output);
}

async function nameImage(service: string, Value: string): Promise<void> {
  const Name = `/shop/test/images/${service}`;
  await new SSMClient(environment.client).send(new PutParameterCommand({ Name, Value, Overwrite: true }));
}

async function deployed({ title, edit, rewrite, before, act }: Change): Promise<Result> {
  if (act) return { title, warnings: [], requests: await asked(act) };
  await before?.();
  const rewriteBefore = environment.rewrite;
  if (edit) edits.push(edit);
  if (rewrite) environment.rewrite = rewrite;
  const review = await environment.review(edited);
  const warnings = warningsOf(review);
  if (review.judged.some(({ level }) => level === "blocks")) {
    if (edit) edits.pop();
    environment.rewrite = rewriteBefore;
    return { title, warnings };
  }
  return { title, warnings, requests: await asked(applied) };
}

async function restart(service: string): Promise<void> {
  await ecs.send(new UpdateServiceCommand({ cluster, service, forceNewDeployment: true }));
  await until(() => isSettled(service));
}

async function isSettled(service: string): Promise<boolean> {
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
  return services[0]?.deployments?.every(({ rolloutState }) => rolloutState === "COMPLETED") ?? false;
}

/** Of the revision that runs, as a pipeline would of another. */
async function deployBlueGreen(end: "Succeeded" | "Stopped"): Promise<void> {
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: ["checkout"] }));
  const content = JSON.stringify({
    version: 0,
    Resources: [
      {
        TargetService: {
          Type: "AWS::ECS::Service",
          Properties: {
            TaskDefinition: services[0]?.taskDefinition,
            LoadBalancerInfo: { ContainerName: "checkout", ContainerPort: 3000 },
          },
        },
      },
    ],
  });
  const group = { application: "shop-test-checkout", group: "shop-test-checkout" };
  const id = await startBlueGreen(codeDeploy, group, { content, description: "test", alarms: "ignored" });
  if (end === "Stopped") {
    await until(isShared);
    await stopBlueGreen(codeDeploy, id);
  }
  await until(async () => (await describeDeployment(codeDeploy, id)).status === end);
}

/** Whether the new tasks get a part of the requests. */
async function isShared(): Promise<boolean> {
  const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
  const { Listeners = [] } = await elb.send(
    new DescribeListenersCommand({ LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn }),
  );
  const listener = Listeners.find(({ Port }) => Port === 443);
  const { Rules = [] } = await elb.send(new DescribeRulesCommand({ ListenerArn: listener?.ListenerArn }));
  const weights = Rules.flatMap(({ Actions }) => Actions ?? []).flatMap(
    ({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? [],
  );
  return weights.some(({ Weight }) => Weight === 20);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error("it did not come about within 180 s");
    await delay(200);
  }
}

function warningsOf({ judged }: Review): string[] {
  const warnings = judged.flatMap(({ change, findings }) =>
    findings
      .filter(({ level }) => level === "dangerous" || level === "blocks")
      .map(({ title }) => `${change.path.part} ${title}`),
  );
  return [...new Set(warnings)];
}

/** The ECS service of `api` under another address, as when its construct gets another id. */
function withAnotherAddress(json: string): string {
  const { resource } = JSON.parse(json) as { resource: Record<string, Record<string, unknown>> };
  const id = Object.keys(resource.aws_ecs_service ?? {}).find((one) => one.includes("api")) ?? "";
  const renamed = JSON.parse(json.replaceAll(id, `${id}_again`)) as object;
  const moved = [{ from: `aws_ecs_service.${id}`, to: `aws_ecs_service.${id}_again` }];
  return JSON.stringify({ ...renamed, moved });
}

async function asked(act: () => Promise<void>): Promise<Requests> {
  const { requests } = await requestsDuring(environment.emulator.url, async () => {
    await act();
    await delay(afterwards * 1000);
  });
  return requests;
}

const results: Result[] = [];

test.each(changes)("$title", async (change) => {
  const result = await deployed(change);
  results.push(result);
  const { warnings, requests } = result;
  if (!requests) return;
  const { failed, longestGap } = requests;
  expect({ warnings, failed: failed.slice(0, 3) }).toEqual({
    warnings,
    failed: warnings.length === 0 ? [] : expect.arrayContaining([expect.objectContaining({ answer: 503 })]),
  });
  const [, seconds] = /up to (\d+) seconds/.exec(warnings.join()) ?? [];
  if (seconds !== undefined) expect(longestGap / 1000).toBeLessThanOrEqual(Number(seconds));
});

test("the page says what became of each", () => {
  const rows = results.map(rowOf);
  if (process.env.UPDATE_PAGES !== undefined) {
    writeFileSync(page, pageOf(rows));
    execFileSync("npx", ["prettier", "--write", page]);
  }
  const written = readFileSync(page, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, 5),
    );
  expect(written.map(withoutMeasures)).toEqual(rows.map(withoutMeasures));
});

/** The change, what the review warns of, how many requests failed, and the longest gap. */
function rowOf({ title, warnings, requests }: Result): string[] {
  const warned = warnings.join("; ") || "nothing";
  if (!requests) return [title, warned, "not deployed: the review stops it", ""];
  const { sent, failed, longestGap } = requests;
  if (failed.length === 0) return [title, warned, `none of ${String(sent)}`, ""];
  return [title, warned, `${String(failed.length)} of ${String(sent)}`, `${(longestGap / 1000).toFixed(1)} s`];
}

function withoutMeasures([title = "", warned = "", failed = ""]: readonly string[]): string[] {
  return [title, warned, failed.replaceAll(/\d+/g, "n")];
}

function pageOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `| ${row.join(" | ")} |`);
  return `# Changes under requests

What becomes of requests while a change is deployed, and what [the review](../reviewing.md) says beforehand. Each host of an environment
with three services, one of which is deployed blue/green, gets up to ten a second, in an [emulated AWS with running tasks](emulating.md);
the changes come one after another. \`npm run test:requests\` repeats it, and fails when a request fails that no warning announced, or none
where one did. With \`UPDATE_PAGES=1\` it writes this page.

| change | the review warns that | failed requests | longest gap |
| --- | --- | --- | --- |
${lines.join("\n")}
`;
}
