import {
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand, SSMClient, type SSMClientConfig } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";

import { Emulator } from "../../src/operations/emulate/emulator/emulator";
import { itemsOf } from "../../src/report/component";
import type { Facts } from "../../src/report/facts";
import { type Edit, ProjectCopy } from "../operations/support/project-copy";

/*
 * What changes of a real environment, planned for real, are judged as. An environment is deployed once; each case changes
 * the configuration, plans, and takes the change back.
 */

jest.setTimeout(2_400_000);

const environment = "shop-staging";
const product = "__tests__/products/shop.ts";
const stack = "src/stacks/environment-stack.ts";

interface Outcome {
  readonly exitCode: number | null;
  /** Everything that is not routine, in the order of the review. */
  readonly findings: readonly string[];
  /** How many routine changes of each kind there are. */
  readonly routine: Readonly<Record<string, number>>;
}

interface ReviewJson {
  readonly resources: readonly {
    readonly part: string;
    readonly detail: string;
    readonly address: string;
    readonly level: string;
    readonly findings: readonly {
      readonly level: string;
      readonly title: string;
      readonly changes: readonly string[];
    }[];
  }[];
}

let emulator: Emulator;
let project: ProjectCopy;

beforeAll(async () => {
  emulator = await Emulator.start({ accountId: "111122223333", region: "us-east-1" });
  await new Route53Client(client()).send(new CreateHostedZoneCommand({ Name: "shop.com", CallerReference: "golden" }));
  // With more storage than the least, so that there is something to take away.
  project = new ProjectCopy(emulator.environment, [
    { file: product, from: "allocatedStorageGiB: 20", to: "allocatedStorageGiB: 40" },
  ]);
  succeed("bootstrap", environment);
  succeed("deploy", environment, "--auto-approve");
  for (const service of ["api", "web"]) await nameImage(service, "1.0.0");
  succeed("deploy", environment, "--auto-approve");
});

async function nameImage(service: string, Value: string): Promise<void> {
  const Name = `/shop/staging/images/${service}`;
  await new SSMClient(client()).send(new PutParameterCommand({ Name, Value, Overwrite: true }));
}

afterAll(async () => {
  project.remove();
  await emulator.stop();
});

function client(): Pick<SSMClientConfig, "region" | "endpoint" | "credentials"> {
  return { region: "us-east-1", endpoint: emulator.url, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
}

function succeed(...args: readonly string[]): void {
  const { exitCode, stdout, stderr } = project.run(...args);
  if (exitCode !== 0) throw new Error(`${args.join(" ")} failed:\n${stdout.slice(-5000)}\n${stderr}`);
}

type Reviewed = ReviewJson & { readonly exitCode: number | null };

function reviewed(...edits: readonly Edit[]): Reviewed {
  project.edit(edits);
  try {
    const { exitCode, stdout, stderr } = project.run("review", environment, "--format", "json", "--against", "HEAD");
    if (exitCode === 1) throw new Error(stderr);
    return { exitCode, ...(JSON.parse(stdout) as ReviewJson) };
  } finally {
    project.restore();
  }
}

function outcome(...edits: readonly Edit[]): Outcome {
  return outcomeOf(reviewed(...edits));
}

function outcomeOf({ exitCode, resources }: Reviewed): Outcome {
  const findings = resources
    .filter(({ level }) => level !== "routine")
    .flatMap(({ part, detail, findings: found }) =>
      found.map(({ level, title }) => `${level}: ${[part, detail].filter(Boolean).join(" › ")} ${title}`),
    );
  const routine: Record<string, number> = {};
  for (const { level, findings: found } of resources) {
    const title = found[0]?.title ?? "";
    if (level === "routine") routine[title] = (routine[title] ?? 0) + 1;
  }
  return { exitCode, findings, routine };
}

const edit = (from: string, to: string, file = product): Edit => ({ file, from, to });

test("nothing at all", () => {
  expect(outcome()).toEqual({ exitCode: 0, findings: [], routine: {} });
});

describe("the report of what was deployed", () => {
  interface ReportJson {
    readonly verdict: string;
    readonly pending: readonly { readonly severity: string; readonly subject: string; readonly command: string }[];
    readonly facts: Facts;
  }

  const operator = "shop/staging/api/operator";

  function reported(): ReportJson & { readonly exitCode: number | null; readonly stdout: string } {
    const { exitCode, stdout, stderr } = project.run("report", environment, "--format", "json");
    if (exitCode === 1) throw new Error(stderr);
    return { exitCode, stdout, ...(JSON.parse(stdout) as ReportJson) };
  }

  test("reads more than 200 resources with few calls, in seconds", () => {
    const { facts } = reported();
    expect(facts.stack).toMatchObject({ deployed: facts.stack.declared, missing: [], leftOver: [], tainted: [] });
    expect(facts.stack.declared).toBeGreaterThan(200);
    expect(facts.effort.calls).toBeLessThanOrEqual(30);
    expect(facts.effort.seconds).toBeLessThan(15);
  });

  test("could read every component", () => {
    const { facts } = reported();
    const readings = Object.entries(facts).filter(([, value]) => Object.hasOwn(Object(value) as object, "kind"));
    expect(readings.filter(([, { kind }]) => kind !== "read")).toEqual([]);
    expect(readings).toHaveLength(14);
    expect(itemsOf(facts.alarms).filter(({ live, composite }) => !composite && !live?.advice)).toEqual([]);
  });

  test("names the empty secret, and how it is filled", () => {
    const { exitCode, verdict, pending } = reported();
    expect({ exitCode, verdict }).toEqual({ exitCode: 2, verdict: "critical" });
    expect(pending).toContainEqual(
      expect.objectContaining({
        severity: "critical",
        subject: operator,
        command: `npm run secrets -- ${environment} api`,
      }),
    );
  });

  test("says who holds the lock", async () => {
    const lock = { ID: "1", Operation: "OperationTypeApply", Who: "ana@laptop", Created: "2026-11-23T08:00:00Z" };
    const object = { Bucket: "terraform-state-111122223333-us-east-1", Key: `${environment}.tfstate.tflock` };
    const s3 = new S3Client({ ...client(), forcePathStyle: true });
    await s3.send(new PutObjectCommand({ ...object, Body: JSON.stringify(lock) }));
    const { verdict, facts } = reported();
    await s3.send(new DeleteObjectCommand(object));
    expect(verdict).toBe("deploying");
    expect(facts.stack.lock?.who).toBe("ana@laptop");
  });

  test("says that all is well once it is, and never shows a value", async () => {
    const value = { PAYMENT_URL: "https://hidden.example.com", PAYMENT_KEY: "hidden-role-key" };
    await new SecretsManagerClient(client()).send(
      new PutSecretValueCommand({ SecretId: operator, SecretString: JSON.stringify(value) }),
    );
    const balancing = new ElasticLoadBalancingV2Client(client());
    const { TargetGroups = [] } = await balancing.send(new DescribeTargetGroupsCommand());
    // The emulator has no tasks that could register themselves.
    for (const { TargetGroupArn } of TargetGroups)
      await balancing.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: "10.1.0.10", Port: 3000 }] }));

    const { exitCode, verdict, pending, stdout } = reported();
    expect({ exitCode, verdict, pending }).toEqual({ exitCode: 0, verdict: "well", pending: [] });
    expect(stdout).not.toContain("hidden");
  });

  test("comes as a page in Portuguese, after the deployment was followed to its end", () => {
    const args = ["report", environment, "--watch", "--format", "html", "--language", "pt", "--output", "report.html"];
    const { exitCode, stderr } = project.run(...args);
    expect(stderr).toMatch(/api: (\d) of \1 running/);
    expect(exitCode).toBe(0);
    expect(project.read("report.html")).toContain('<html lang="pt">');
  });

  test("has a short form", () => {
    const { exitCode, stdout } = project.run("status", environment, "--json");
    expect(exitCode).toBe(0);
    const { verdict, services } = JSON.parse(stdout) as { verdict: string; services: Record<string, unknown>[] };
    expect(verdict).toBe("well");
    expect(services.map(({ service }) => service)).toEqual(["api", "web"]);
    for (const { running, desired } of services) expect(running).toBe(desired);
  });
});

test("a service is renamed", () => {
  expect(outcome(edit("      web: {", "      site: {"))).toEqual({
    exitCode: 3,
    findings: [
      "blocks: services.web › secrets › COOKIE_KEY destroys a stateful resource",
      "dangerous: loadBalancers.public › load-balancer › route-www › staging › shop › com leads to services.site, which has no task yet, instead of services.web",
      "dangerous: namespace › web is destroyed",
      "dangerous: services.web › task-definition › log-group destroys a stateful resource",
      "dangerous: services.web › service is destroyed",
      "dangerous: services.web › target-group is destroyed",
      "dangerous: services.web › service › security-group is destroyed",
      "dangerous: services.web › image destroys a stateful resource",
      "dangerous: services.web › parameters › feature-flags destroys a stateful resource",
      "review: delivery.pipeline › role › policy gets a policy that is known only after apply",
      "review: loadBalancers.public › load-balancer › attachment-web is destroyed",
      "review: loadBalancers.public › load-balancer › security-group › to-web-3000 is destroyed",
      "review: loadBalancers.public › load-balancer › security-group › into-web-3000 is destroyed",
      "review: monitoring › environment is destroyed and created anew",
      "review: monitoring › services › web › cpu is destroyed",
      "review: monitoring › services › web › memory is destroyed",
      "review: monitoring › services › web › missing-tasks is destroyed",
      "review: monitoring › targets › web › target-group › errors is destroyed",
      "review: monitoring › targets › web › target-group › latency is destroyed",
      "review: monitoring › targets › web › target-group › unhealthy-targets is destroyed",
      "review: roles.shop-staging-web-execution › policy is destroyed",
      "review: roles.shop-staging-web-execution is destroyed",
      "review: roles.shop-staging-web-execution › attachment is destroyed",
      "review: roles.shop-staging-web-task › policy is destroyed",
      "review: roles.shop-staging-web-task is destroyed",
      "review: roles.shop-staging-web-task › attachment is destroyed",
      "review: rotation › redeployment › web-rule is destroyed",
      "review: rotation › redeployment › web-target is destroyed",
      "review: rotation › redeployment › role › policy is allowed more",
      "review: rotation › redeployment › role › policy is allowed less",
      "review: services.web › scaling › cpu is destroyed",
      "review: services.web › scaling › memory is destroyed",
      "review: services.web › scaling › requests is destroyed",
      "review: services.web › scaling is destroyed",
      "review: services.web › errors is destroyed",
      "review: services.web › task-definition is destroyed",
      "review: services.web › secrets › COOKIE_KEY › version is destroyed",
      "review: services.web › service › security-group › to-internet-443 is destroyed",
    ],
    routine: {
      "is created": 34,
      "is no longer recorded": 2,
      "records a new value": 1,
      "shows other content": 5,
      "waits for its first image, without a task": 1,
    },
  });
});

test("the network gets another range", () => {
  expect(outcome(edit('range: "10.1"', 'range: "10.9"'))).toEqual({
    exitCode: 2,
    findings: [
      "dangerous: loadBalancers.public › load-balancer › security-group loses its rules before its members leave it",
      "dangerous: namespace is destroyed before the new one exists",
      "dangerous: namespace › api is destroyed before the new one exists",
      "dangerous: namespace › web is destroyed before the new one exists",
      "dangerous: network › zone-a › nat-gateway is destroyed before the new one exists",
      "dangerous: network › zone-a › private-ipv4 is destroyed before the new one exists",
      "dangerous: network › zone-a › public-ipv4 is destroyed before the new one exists",
      "dangerous: network › zone-a › public-ipv6 is destroyed before the new one exists",
      "dangerous: network › zone-b › private-ipv4 is destroyed before the new one exists",
      "dangerous: network › zone-b › public-ipv4 is destroyed before the new one exists",
      "dangerous: network › zone-b › public-ipv6 is destroyed before the new one exists",
      "dangerous: network › zone-a › private-route-table is destroyed before the new one exists",
      "dangerous: network › zone-a › public-route-table is destroyed before the new one exists",
      "dangerous: network › zone-b › private-route-table is destroyed before the new one exists",
      "dangerous: network › zone-b › public-route-table is destroyed before the new one exists",
      "dangerous: network › zone-a › private-subnet is destroyed before the new one exists",
      "dangerous: network › zone-a › public-subnet is destroyed before the new one exists",
      "dangerous: network › zone-b › private-subnet is destroyed before the new one exists",
      "dangerous: network › zone-b › public-subnet is destroyed before the new one exists",
      "dangerous: network › s3-endpoint is destroyed before the new one exists",
      "review: database › security-group is replaced, the new one first",
      "review: flowLogs is destroyed and created anew",
      "review: loadBalancers.public › load-balancer › security-group › to-api-3000 is replaced, the new one first",
      "review: loadBalancers.public › load-balancer › security-group › to-web-3000 is replaced, the new one first",
      "review: loadBalancers.public › load-balancer › security-group › from--0-443 is destroyed and created anew",
      "review: loadBalancers.public › load-balancer › security-group › from--0-80 is destroyed and created anew",
      "review: loadBalancers.public › load-balancer › security-group › from-0-0-0-0-0-443 is destroyed and created anew",
      "review: loadBalancers.public › load-balancer › security-group › from-0-0-0-0-0-80 is destroyed and created anew",
      "review: loadBalancers.public › load-balancer › security-group › into-api-3000 is replaced, the new one first",
      "review: loadBalancers.public › load-balancer › security-group › into-web-3000 is replaced, the new one first",
      "review: network › default-security-group is destroyed and created anew",
      "review: network › zone-a › private-association is destroyed and created anew",
      "review: network › zone-a › public-association is destroyed and created anew",
      "review: network › zone-b › private-association is destroyed and created anew",
      "review: network › zone-b › public-association is destroyed and created anew",
      "review: network is replaced, the new one first",
      "review: services.api › target-group is replaced, the new one first",
      "review: services.api › service › security-group is replaced, the new one first",
      "review: services.api › service › security-group › to-database-5432 is replaced, the new one first",
      "review: services.api › service › security-group › to-internet-443 is replaced, the new one first",
      "review: services.api › service › security-group › into-database-5432 is replaced, the new one first",
      "review: services.web › target-group is replaced, the new one first",
      "review: services.web › service › security-group is replaced, the new one first",
      "review: services.web › service › security-group › to-internet-443 is replaced, the new one first",
    ],
    routine: { "follows what it refers to": 20, "shows other content": 1 },
  });
});

test("the database gets a smaller disk", () => {
  expect(outcome(edit("allocatedStorageGiB: 40", "allocatedStorageGiB: 20"))).toEqual({
    exitCode: 3,
    findings: [
      "blocks: database makes the database's storage smaller",
      "review: monitoring › database › storage changes",
    ],
    routine: { "shows other content": 1 },
  });
});

test("the database is dropped", () => {
  const database = / {4}database: \{[^}]*\},\n/.exec(project.read(product))?.[0] ?? "";
  const use = / {8}database: \{ user: [^}]*\},\n/.exec(project.read(product))?.[0] ?? "";

  expect(outcome(edit(database, ""), edit(use, ""))).toEqual({
    exitCode: 3,
    findings: [
      "blocks: database destroys a stateful resource",
      "blocks: database › key destroys a stateful resource",
      "blocks: services.api › database-user › secret destroys a stateful resource",
      "dangerous: services.api › database-user › secret is destroyed while the running revision still needs it",
      "dangerous: database › log-group-postgresql destroys a stateful resource",
      "dangerous: database › log-group-upgrade destroys a stateful resource",
      "dangerous: database › security-group is destroyed",
      "review: database › parameter-group is destroyed",
      "review: database › subnet-group is destroyed",
      "review: database › monitoring-role › policy is destroyed",
      "review: database › monitoring-role is destroyed",
      "review: database › monitoring-role › attachment is destroyed",
      "review: database › key › alias is destroyed",
      "review: database › password-rotation is destroyed",
      "review: monitoring › environment is destroyed and created anew",
      "review: monitoring › database › connections is destroyed",
      "review: monitoring › database › cpu is destroyed",
      "review: monitoring › database › memory is destroyed",
      "review: monitoring › database › storage is destroyed",
      "review: observability › queries › database-errors is destroyed",
      "review: observability › queries › slowest-statements is destroyed",
      "review: roles.shop-staging-api-execution › policy is allowed less",
      "review: roles.shop-staging-api-task › policy is allowed less",
      "review: rotation › redeployment › api-rule changes",
      "review: services.api › task-definition a new revision",
      "review: services.api › database-user › secret › version is destroyed",
      "review: services.api › service › security-group › to-database-5432 is destroyed",
      "review: services.api › service › security-group › into-database-5432 is destroyed",
    ],
    routine: { "follows what it refers to": 1, "records a new value": 1, "shows other content": 1 },
  });
});

test("a policy is widened, by named resources and by what AWS grants on everything only", () => {
  const named = edit(
    '        scratch: ["/api',
    '        access: { buckets: { "shop-files": { access: "read" } } },\n        scratch: ["/api',
  );
  const everything = edit(
    '        scratch: ["/api',
    '        access: { monitoring: "read" },\n        scratch: ["/api',
  );
  const policy = "roles.shop-staging-api-task › policy is allowed more";

  expect(outcome(named)).toEqual({ exitCode: 2, findings: [`review: ${policy}`], routine: {} });
  expect(outcome(everything)).toEqual({ exitCode: 2, findings: [`dangerous: ${policy}`], routine: {} });
});

test("a port is opened", () => {
  expect(
    outcome(edit('        scratch: ["/api', '        egress: { mail: { port: 587 } },\n        scratch: ["/api')),
  ).toEqual({
    exitCode: 2,
    findings: ["review: services.api › service › security-group › to-mail-587 opens api to mail (0.0.0.0/0), port 587"],
    routine: {},
  });
});

test("tasks get more CPU", () => {
  expect(outcome(edit("cpu: 512,\n        memoryMiB: 1024", "cpu: 1024,\n        memoryMiB: 2048"))).toEqual({
    exitCode: 2,
    findings: ["review: services.api › task-definition a new revision"],
    routine: { "follows what it refers to": 1, "shows other content": 1 },
  });
});

test("the picture shows the path of requests, and marks on it what changes", () => {
  project.edit([edit("cpu: 512,\n        memoryMiB: 1024", "cpu: 1024,\n        memoryMiB: 2048")]);
  const { stdout } = project.run("review", environment, "--format", "markdown");
  project.restore();

  const boxes = [...stdout.matchAll(/(part\d+)\["(.+?)(?:<br\/>.*)?"\]:::(\w+)/g)];
  expect(boxes.map(([, , name, mark]) => `${name ?? ""}: ${mark ?? ""}`).sort()).toEqual([
    "clients: unchanged",
    "database: unchanged",
    "loadBalancers.public: unchanged",
    "services.api: review",
    "services.web: unchanged",
    "staticAssets: unchanged",
  ]);
  const names = new Map(boxes.map(([, id = "", name = ""]) => [id, name]));
  const arrows = stdout.split("\n").filter((line) => line.includes(" --> ") || line.includes(" -->|"));
  expect(arrows.map((line) => line.trim().replaceAll(/part\d+/g, (id) => names.get(id) ?? id)).sort()).toEqual([
    'clients -->|"443"| staticAssets',
    'clients -->|"80, 443"| loadBalancers.public',
    'loadBalancers.public -->|"3000"| services.api',
    'loadBalancers.public -->|"3000"| services.web',
    'services.api -->|"5432"| database',
  ]);
});

test("a construct is moved, without and with a moved block", () => {
  const move = edit('new Cluster(this, "cluster"', 'new Cluster(this, "ecs"', stack);
  const without = reviewed(move);
  expect(outcomeOf(without)).toEqual({
    exitCode: 3,
    findings: [
      "blocks: ecs › insights-log-group cannot have the name /aws/ecs/containerinsights/shop-staging-cluster/performance yet: cluster › insights-log-group still has it",
      "blocks: ecs cannot have the name shop-staging-cluster yet: cluster still has it",
      "dangerous: cluster › insights-log-group destroys a stateful resource",
      "dangerous: cluster is destroyed",
      "dangerous: services.api › service is destroyed before the new one exists",
      "dangerous: services.web › service is destroyed before the new one exists",
      "review: cluster › capacity-providers is destroyed",
      "review: services.api › scheduled-tasks › role › policy gets a policy that is known only after apply",
    ],
    routine: { "follows what it refers to": 2, "is created": 1, "is replaced with its service": 8 },
  });

  const moves = without.resources
    .filter(({ part }) => part === "cluster")
    .map(({ address }) => ({ from: address, to: successorOf(address, without) }));
  const block = `this.addOverride("moved", ${JSON.stringify(moves)});\n    const { names, location } = this;`;
  expect(outcome(move, edit("const { names, location } = this;", block, stack))).toEqual({
    exitCode: 2,
    findings: [],
    routine: Object.fromEntries(moves.map(({ from }) => [`is renamed, not replaced (was ${from})`, 1])),
  });
});

/** What replaces a resource of the moved construct: the one of its type and place below it. */
function successorOf(address: string, { resources }: ReviewJson): string {
  const [type = "", name = ""] = address.split(".");
  const place = name.replace(/^cluster/, "ecs").replace(/_[0-9A-F]{8}$/, "");
  return resources.find((one) => one.address.startsWith(`${type}.${place}_`) && one.part === "ecs")?.address ?? "";
}

test("a tag changes everywhere, and hides nothing dangerous", () => {
  const tags = edit(
    "    onDestroy,\n    network: {",
    '    onDestroy,\n    tags: { team: "payments" },\n    network: {',
  );
  expect(outcome(tags, edit("backupRetentionDays: 7", "backupRetentionDays: 1"))).toEqual({
    exitCode: 2,
    findings: ["dangerous: database keeps backups for a shorter time"],
    routine: { "gets other tags": 138 },
  });
});

test("an image is changed by a pipeline", async () => {
  await nameImage("api", "1.2.3");

  const review = reviewed();
  expect(outcomeOf(review)).toEqual({
    exitCode: 2,
    findings: ["review: services.api › task-definition a new revision"],
    routine: { "follows what it refers to": 1 },
  });
  const registry = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop";
  const images = `image: "${registry}/api:1.0.0" → "${registry}/api:1.2.3"`;
  expect(review.resources[0]?.findings[0]?.changes).toEqual([`api: ${images}`, `release: ${images}`]);
  succeed("deploy", environment, "--auto-approve");
});

test("deletion protection is removed", () => {
  const retain = edit('onDestroy: "delete"', 'onDestroy: "retain"');
  project.edit([retain]);
  succeed("deploy", environment, "--auto-approve");
  project.restore();

  const recall = "shortens the time in which a deleted secret can be called back";
  expect(outcome()).toEqual({
    exitCode: 3,
    findings: [
      "blocks: database gives up deletion protection",
      "blocks: database gives up the final snapshot",
      "dangerous: database lets backups go with the instance",
      "review: database also changes",
      "dangerous: database › key shortens the time in which a deleted key can be called back",
      "dangerous: key shortens the time in which a deleted key can be called back",
      "dangerous: loadBalancers.public › load-balancer gives up deletion protection",
      "dangerous: loadBalancers.public › access-logs › bucket lets the bucket be destroyed with its objects",
      `dangerous: services.api › database-user › secret ${recall}`,
      `dangerous: services.api › secrets › SESSION_KEY ${recall}`,
      `dangerous: services.api › secrets › TOKEN_KEY ${recall}`,
      `dangerous: services.api › secrets › operator ${recall}`,
      `dangerous: services.web › secrets › COOKIE_KEY ${recall}`,
      "dangerous: staticAssets › bucket lets the bucket be destroyed with its objects",
      "dangerous: staticAssets › logs lets the bucket be destroyed with its objects",
      "review: database › final-snapshot-suffix is destroyed",
    ],
    routine: {},
  });
});
