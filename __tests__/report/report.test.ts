import { describe, expect, test } from "@jest/globals";

import type { Facts, UnmanagedFact } from "../../src/report/facts";
import { exitCodeOf, type Report } from "../../src/report/model";
import { report } from "../../src/report/report";
import { alarm, certificate, database, facts, read, secret, service, targetGroup } from "./facts";

/** What is pending, one line for each. */
function pending(given: Partial<Facts>): string[] {
  return report(facts(given), "en").pending.map(
    ({ severity, subject, text, command }) => `${severity}: ${subject}: ${text} → ${command}`,
  );
}

describe("a healthy environment", () => {
  const told = report(facts(), "en");

  test("has nothing pending and ends with exit code 0", () => {
    expect(told.verdict).toBe("well");
    expect(told.pending).toEqual([]);
    expect(exitCodeOf(told)).toBe(0);
  });

  test("is told in a few sentences", () => {
    expect(told.summary).toEqual([
      "150 of 150 declared resources are deployed.",
      "1 of 1 service healthy, 2 of 2 tasks running.",
      "2 of 2 targets healthy.",
      "0 of 1 alarm in state ALARM.",
      "The next certificate to expire is shop.example.com: 1 Jun 2027, 00:00 UTC.",
      "shop-staging can be restored as it was up to 23 Nov 2026, 07:55 UTC.",
      "Nothing is pending.",
    ]);
  });

  test("has a table of every component, and totals", () => {
    expect(told.sections.map(({ title }) => title)).toEqual([
      ...["Clusters", "Services", "Load balancers", "Target groups", "Certificates", "DNS names", "Secrets", "Roles"],
      ...["Log groups", "Databases", "Backup vaults", "Alarms", "Drift", "Not in the state"],
    ]);
    expect(told.totals.rows.map((row) => row.map(({ text }) => text))).toContainEqual(["Services", "1", "1", "1"]);
  });

  test.each(
    told.sections.flatMap(({ title, content }) => (content.kind === "table" ? [[title, content.table] as const] : [])),
  )("%s: every row has a cell for every column", (_, { columns, rows }) => {
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });
});

describe("what is pending comes with the command that resolves it", () => {
  test.each<[string, Partial<Facts>, string]>([
    [
      "an empty secret",
      { secrets: read(secret({ state: "empty", missingKeys: ["DATABASE_URL", "JWT_SECRET"] })) },
      "critical: shop/staging/api/operator: The secret is empty, so tasks cannot start; it needs DATABASE_URL, JWT_SECRET. → npm run secrets -- shop-staging api",
    ],
    [
      "a secret that lacks a key",
      { secrets: read(secret({ missingKeys: ["JWT_SECRET"] })) },
      "critical: shop/staging/api/operator: Tasks cannot start without JWT_SECRET. → npm run secrets -- shop-staging api",
    ],
    [
      "a secret that is not JSON",
      { secrets: read(secret({ state: "not JSON", missingKeys: ["JWT_SECRET"] })) },
      "critical: shop/staging/api/operator: The secret is not a JSON object, so tasks cannot start; it needs DATABASE_URL, JWT_SECRET. → npm run secrets -- shop-staging api",
    ],
    [
      "a secret that is about to go",
      { secrets: read(secret({ state: "to be deleted" })) },
      "critical: shop/staging/api/operator: The secret is scheduled for deletion. → aws secretsmanager restore-secret --secret-id shop/staging/api/operator",
    ],
    [
      "a secret of no service",
      { secrets: read(secret({ missingKeys: ["TOKEN"] }, { service: undefined })) },
      "critical: shop/staging/api/operator: Tasks cannot start without TOKEN. → aws secretsmanager put-secret-value --secret-id shop/staging/api/operator --secret-string file://secret.json",
    ],
    [
      "no task, because its image is not there",
      {
        services: read(
          service({
            running: 0,
            stopped: [{ reason: "CannotPullContainerError: not found", count: 3, lastAt: undefined }],
          }),
        ),
      },
      "critical: api: 0 of 2 tasks run: CannotPullContainerError: not found. Push the image, or correct its tag in the parameter. → npm run preflight -- shop-staging",
    ],
    [
      "a first image that nobody has pushed",
      { services: read(service({ desired: 0, running: 0, image: "shop/api:not-pushed-yet" })) },
      "info: api: It waits for its first image: push it, name it in its parameter, then deploy. → npm run preflight -- shop-staging",
    ],
    [
      "fewer tasks than wanted",
      { services: read(service({ running: 1 })) },
      "warning: api: 1 of 2 tasks run → npm run logs -- shop-staging api",
    ],
    [
      "tasks that stopped and were replaced",
      { services: read(service({ stopped: [{ reason: "api: exit code 137", count: 2, lastAt: undefined }] })) },
      "warning: api: All tasks run, but 2 tasks stopped recently: api: exit code 137. It needed more than its memory, or did not stop within `stopTimeoutSeconds` of SIGTERM. → npm run logs -- shop-staging api",
    ],
    [
      "a deployment that was rolled back",
      { services: read(service({ deployment: { outcome: "rolled back", at: undefined, reason: "circuit breaker" } })) },
      "warning: api: The last deployment: rolled back: circuit breaker → npm run logs -- shop-staging api",
    ],
    [
      "a deployment that goes on",
      { services: read(service({ deployment: { outcome: "in progress", at: undefined, reason: undefined } })) },
      "info: api: A deployment is in progress. Follow it. → npm run report -- shop-staging --watch",
    ],
    [
      "targets of which none is healthy",
      {
        targetGroups: read(
          targetGroup({ healthy: 0, unhealthy: 2, reasons: ["Health checks failed with these codes: [502]"] }),
        ),
      },
      "critical: shop-api: none healthy: 0 healthy, 2 unhealthy: Health checks failed with these codes: [502] → npm run logs -- shop-staging api",
    ],
    [
      "a used target group without targets",
      { targetGroups: read(targetGroup({ healthy: 0 })) },
      "critical: shop-api: no targets: 0 healthy, 0 unhealthy → npm run logs -- shop-staging api",
    ],
    [
      "a certificate that is not validated",
      { certificates: read(certificate({ status: "PENDING_VALIDATION", unproven: ["shop.example.com"] })) },
      "critical: shop.example.com: The certificate waits for DNS validation of shop.example.com; is the zone delegated? → npm run preflight -- shop-staging",
    ],
    [
      "a certificate that ends soon",
      { certificates: read(certificate({ expiresAt: "2026-12-13T08:00:00.000Z", renewal: "PENDING_VALIDATION" })) },
      "warning: shop.example.com: The certificate expires in 20 days and was not renewed: PENDING_VALIDATION → npm run deploy -- shop-staging",
    ],
    [
      "a name that points elsewhere",
      { records: read({ name: "shop.example.com", type: "A", expected: ["new.elb"], live: ["old.elb"] }) },
      "critical: shop.example.com A: It points to old.elb instead of new.elb. → npm run deploy -- shop-staging",
    ],
    [
      "a name without a record",
      { records: read({ name: "shop.example.com", type: "A", expected: ["new.elb"], live: undefined }) },
      "critical: shop.example.com A: The record does not exist, so the name does not resolve. → npm run deploy -- shop-staging",
    ],
    [
      "a database without backups",
      {
        databases: read(
          database(
            { backupRetentionDays: 0 },
            {
              declared: {
                ...{ instanceClass: "db.t3.small", backupRetentionDays: 0 },
                ...{ multiAz: false, deletionProtection: true },
              },
            },
          ),
        ),
      },
      "critical: shop-staging: It has no backups. → npm run deploy -- shop-staging",
    ],
    [
      "backups that lag behind",
      { databases: read(database({ latestRestorableAt: "2026-11-23T02:00:00.000Z" })) },
      "critical: shop-staging: It can only be restored as it was 6 hours ago. → npm run status -- shop-staging",
    ],
    [
      "backups that are not copied",
      { databases: read(database({}, { replica: { region: "us-west-2", live: undefined } })) },
      "critical: shop-staging: Its backups are not copied to us-west-2. → npm run deploy -- shop-staging",
    ],
    [
      "an existing database that is gone",
      { databases: read(database("missing", { declared: undefined })) },
      "critical: shop-staging: The database does not exist. → aws rds describe-db-clusters --db-cluster-identifier shop-staging",
    ],
    [
      "a backup that failed",
      {
        vaults: read({
          name: "shop",
          region: "us-east-1",
          live: { recent: 1, latestAt: undefined, failures: ["arn:db: no"] },
        }),
      },
      "critical: shop (us-east-1): A backup failed: arn:db: no → aws backup list-backup-jobs --by-backup-vault-name shop --region us-east-1",
    ],
    [
      "an alarm in state ALARM",
      { alarms: read(alarm({ state: "ALARM", reason: "Threshold Crossed.", advice: "Raise scaling.maxTasks." })) },
      "critical: shop-staging/services/api/cpu: In alarm: Threshold Crossed. Raise scaling.maxTasks. → aws cloudwatch describe-alarm-history --max-items 10 --alarm-name shop-staging/services/api/cpu",
    ],
    [
      "an alarm whose actions are disabled",
      { alarms: read(alarm({ actions: "disabled" })) },
      "warning: shop-staging/services/api/cpu: Its actions are disabled, so it sends no notifications. → aws cloudwatch enable-alarm-actions --alarm-names shop-staging/services/api/cpu",
    ],
    [
      "logs that never expire",
      {
        logGroups: read({
          name: "/ecs/api",
          retentionDays: undefined,
          live: { retentionDays: undefined, storedBytes: 0 },
        }),
      },
      "warning: /ecs/api: Its log events never expire, and their storage costs money. → npm run deploy -- shop-staging",
    ],
    [
      "a role that is gone",
      { roles: read({ name: "shop-api", policies: [], live: undefined }) },
      "critical: shop-api: The role does not exist. → npm run deploy -- shop-staging",
    ],
    [
      "a component that one may not read",
      { secrets: { kind: "unreadable", reason: "AccessDeniedException: no" } },
      "warning: Secrets: It could not be read: AccessDeniedException: no → AWS_PROFILE=… npm run report -- shop-staging",
    ],
  ])("%s", (_, given, line) => {
    expect(pending(given)).toEqual([line]);
  });

  test("a deployment through CodeDeploy that failed", () => {
    const last = { id: "d-1", outcome: "failed", at: undefined, reason: "the alarm is on" } as const;
    expect(
      pending({
        services: read(service({ deployment: undefined, running: 1 }, { deploys: "blue-green" })),
        blueGreen: read({ service: "api", group: "shop-api", last }),
      }),
    ).toEqual([
      "critical: api: The last deployment: failed: the alarm is on → aws deploy get-deployment --deployment-id d-1",
      "warning: api: 1 of 2 tasks run → npm run logs -- shop-staging api",
    ]);
  });

  test("a name from outside is one word of the command", () => {
    const name = "it's; rm -rf $HOME";
    const [line] = pending({ alarms: read({ ...alarm({ actions: "disabled" }), name }) });
    expect(line).toMatch(/--alarm-names 'it'\\''s; rm -rf \$HOME'$/);
  });

  test("the most critical comes first", () => {
    const severities = report(
      facts({
        services: read(service({ deployment: { outcome: "in progress", at: undefined, reason: undefined } })),
        logGroups: read({ name: "/ecs/api", retentionDays: 30, live: undefined }),
        secrets: read(secret({ missingKeys: ["JWT_SECRET"] })),
      }),
      "en",
    ).pending.map(({ severity }) => severity);
    expect(severities).toEqual(["critical", "warning", "info"]);
  });
});

describe("an idle target group is nothing to worry about", () => {
  test("of a blue/green service that uses the other one", () => {
    expect(
      pending({
        targetGroups: read(targetGroup(), { ...targetGroup({ arn: "arn:other", healthy: 0 }), name: "blue" }),
      }),
    ).toEqual([]);
  });

  test("of a service that is scaled to zero", () => {
    expect(
      pending({ services: read(service({ desired: 0, running: 0 })), targetGroups: read(targetGroup({ healthy: 0 })) }),
    ).toEqual([]);
  });
});

describe("an environment that was never deployed", () => {
  const stack = {
    declared: 150,
    deployed: undefined,
    missing: ["aws_lb.public"],
    leftOver: [],
    tainted: [],
    lock: undefined,
  };
  const told = report(
    facts({ stack, services: read(service("missing")), roles: read({ name: "r", policies: [], live: undefined }) }),
    "en",
  );

  test("has one thing to do", () => {
    expect(told.verdict).toBe("absent");
    expect(told.pending.map(({ command }) => command)).toEqual([
      "npm run preflight -- shop-staging && npm run deploy -- shop-staging",
    ]);
    expect(exitCodeOf(told)).toBe(2);
  });

  test("says so", () => {
    expect(told.summary).toEqual([
      "None of 150 declared resources is deployed: there is no state yet.",
      "Pending: 1 critical, 0 soon, 0 for information.",
    ]);
  });
});

describe("useful commands", () => {
  const commands = (given: Facts): string[] =>
    report(given, "en")
      .commands.map(({ command }) => command)
      .filter((command) => /exec|tunnel/.test(command));

  test("lead into no task where ECS Exec is disabled", () => {
    expect(commands(facts({ databases: read(database()) }))).toEqual([]);
  });

  test("lead into a task that a session reaches, and through it to the database", () => {
    const services = read(service(), service({}, { key: "worker", exec: "enabled" }));
    expect(commands(facts({ services, databases: read(database()) }))).toEqual([
      "npm run exec -- shop-staging worker",
      "npm run tunnel -- shop-staging",
    ]);
    const cluster = { ...database(), name: "legacy", declared: undefined };
    expect(commands(facts({ services, databases: read(cluster, database()) }))[1]).toBe(
      "npm run tunnel -- shop-staging legacy",
    );
  });
});

test("half deployed: what is missing and what was left unfinished is named", () => {
  const stack = {
    ...{ declared: 10, deployed: 3, leftOver: ["aws_sqs_queue.old"], tainted: ["aws_lb.public"], lock: undefined },
    missing: ["a.1", "a.2", "a.3", "a.4", "a.5", "a.6", "a.7"],
  };
  expect(pending({ stack })).toEqual([
    "warning: shop-staging: A deploy did not finish 1 resource, which the next one replaces: aws_lb.public → npm run deploy -- shop-staging",
    "warning: shop-staging: 7 declared resources are not deployed: a.1, a.2, a.3, a.4, a.5, … → npm run deploy -- shop-staging",
    "info: shop-staging: 1 deployed resource is not in the configuration any more: aws_sqs_queue.old → npm run review -- shop-staging",
  ]);
});

test("being deployed by somebody else: says who, first", () => {
  const lock = { who: "ana@laptop", since: "2026-11-23T07:58:00.000Z", operation: "OperationTypeApply" };
  const told = report(facts({ stack: { ...facts().stack, lock } }), "en");
  expect(told.verdict).toBe("deploying");
  expect(told.summary[0]).toBe(
    "ana@laptop has held the state lock since 23 Nov 2026, 07:58 UTC (OperationTypeApply): what follows may change at any moment.",
  );
});

test("drift that can be told without a plan is told, and how to find the rest", () => {
  const given = facts({
    logGroups: read({ name: "/ecs/api", retentionDays: 30, live: { retentionDays: 90, storedBytes: 0 } }),
    databases: read(database({ deletionProtection: false })),
    roles: read({
      name: "shop-api",
      policies: ["shop-api"],
      live: { policies: ["shop-api", "AdministratorAccess"], lastUsedAt: undefined },
    }),
  });
  const told = report(given, "en");
  const section = told.sections.find(({ id }) => id === "drift");
  expect(
    section?.content.kind === "table" && section.content.table.rows.map((row) => row.map(({ text }) => text)),
  ).toEqual([
    ["/ecs/api", "retention_in_days", "30", "90"],
    ["shop-staging", "deletion_protection", "true", "false"],
    ["shop-api", "policies", "shop-api", "AdministratorAccess, shop-api"],
  ]);
  expect(told.pending.map(({ command }) => command)).toEqual(["npm run review -- shop-staging"]);
});

test("a component that one may not read leaves the rest as it is", () => {
  const told = report(
    facts({ alarms: { kind: "unreadable", reason: "AccessDenied: cloudwatch:DescribeAlarms" } }),
    "en",
  );
  expect(told.sections).toHaveLength(14);
  expect(told.summary).toContain("Could not be read: Alarms.");
  expect(told.unread).toEqual(["Alarms"]);
  expect(exitCodeOf(told)).toBe(1);
});

test.each(["alarms", "blueGreen", "services", "unmanaged", "vaults"] as const)(
  "nothing is well that was not read: %s",
  (component) => {
    const told = report(
      facts({ [component]: { kind: "unreadable", reason: "AWS could not answer (HTTP 503)" } }),
      "en",
    );
    expect(exitCodeOf(told)).toBe(1);
  },
);

test("something critical counts more than something that was not read", () => {
  const lost = { kind: "unreadable", reason: "AWS could not answer (HTTP 503)" } as const;
  expect(exitCodeOf(report(facts({ alarms: lost, services: read(service("missing")) }), "en"))).toBe(2);
});

test("every language tells the same", () => {
  const given = facts({ secrets: read(secret({ state: "empty", missingKeys: ["JWT_SECRET"] })) });
  const [en, pt] = [report(given, "en"), report(given, "pt")];
  expect(pt.pending.map(({ command }) => command)).toEqual(en.pending.map(({ command }) => command));
  expect(pt.sections.map(({ id }) => id)).toEqual(en.sections.map(({ id }) => id));
  expect(pt.pending[0]?.text).toBe(
    "O segredo está vazio, portanto as tarefas não iniciam; precisa de DATABASE_URL, JWT_SECRET.",
  );
});

describe("what carries the environment's tags and is not in its state", () => {
  const topic: UnmanagedFact = {
    arn: "arn:aws:sns:us-east-1:111122223333:shop",
    monthly: 1,
    deletion: "aws sns delete-topic --topic-arn shop",
    backupsMayNeedIt: false,
    mayBe: [],
  };
  const distribution: UnmanagedFact = {
    ...{ arn: "arn:aws:cloudfront::111122223333:distribution/E1", monthly: undefined, deletion: undefined },
    ...{ backupsMayNeedIt: false, mayBe: [] },
  };
  const key: UnmanagedFact = {
    ...{ arn: "arn:aws:kms:us-east-1:111122223333:key/1a2b", monthly: 1, deletion: undefined },
    ...{ backupsMayNeedIt: true, mayBe: [] },
  };
  const sectionOf = ({ sections }: Report): Report["sections"][number] | undefined =>
    sections.find(({ id }) => id === "unmanaged");

  test("is listed with its price and the command that deletes it, and is nothing critical", () => {
    const told = report(facts({ unmanaged: read(topic, distribution, key) }), "en");
    expect(sectionOf(told)?.content).toMatchObject({
      table: {
        columns: ["Resource", "US dollars a month", "Deleted with"],
        rows: [
          [{ text: topic.arn }, { text: "1.00" }, { text: topic.deletion }],
          [{ text: distribution.arn }, { text: "not priced" }, { text: "no single command; use the console" }],
          [{ text: key.arn }, { text: "1.00" }, { text: "backups may need it; look at it in the console" }],
        ],
      },
    });
    const look = "aws resourcegroupstaggingapi get-resources --resource-arn-list";
    expect(told.pending).toEqual([
      {
        ...{ severity: "warning", subject: topic.arn, command: topic.deletion },
        text: "It carries the environment's tags, and is not in its state. It costs 1.00 US dollars a month.",
      },
      {
        ...{ severity: "warning", subject: distribution.arn, command: `${look} ${distribution.arn}` },
        text: "It carries the environment's tags, and is not in its state. It is not priced.",
      },
      {
        ...{ severity: "warning", subject: key.arn, command: `${look} ${key.arn}` },
        text: "It carries the environment's tags, and is not in its state. It costs 1.00 US dollars a month.",
      },
    ]);
    expect(told.verdict).toBe("attention");
    expect(exitCodeOf(told)).toBe(0);
  });

  test.each([
    ["lacks something", { deployed: 149, missing: ["aws_kms_key.key"] }],
    ["is lost", { deployed: undefined, missing: [] }],
  ])("is recovered before anything is deleted while the state %s", (_, given) => {
    const told = report(facts({ stack: { ...facts().stack, ...given }, unmanaged: read(topic) }), "en");
    expect(told.pending).toContainEqual({
      ...{ severity: "warning", subject: "shop-staging", command: "npm run recover -- shop-staging" },
      text: `1 resource carries the environment's tags and is not in its state: ${topic.arn}`,
    });
    expect(sectionOf(told)?.content).toEqual({
      kind: "table",
      table: {
        columns: ["Resource", "US dollars a month"],
        rows: [
          [
            { kind: "code", text: topic.arn },
            { kind: "text", text: "1.00" },
          ],
        ],
      },
    });
    expect(JSON.stringify(told)).not.toContain(topic.deletion);
  });

  test("is not told while a deploy runs, whose resources get into the stored state later", () => {
    const lock = { who: "ci", since: "2026-11-23T07:00:00Z", operation: "OperationTypeApply" };
    const told = report(facts({ stack: { ...facts().stack, lock }, unmanaged: read(topic) }), "en");
    expect(sectionOf(told)).toMatchObject({
      state: { text: "?" },
      content: {
        kind: "note",
        text: "A deploy is running: what it has created gets into the stored state later. Repeat the report when it is done.",
      },
    });
    expect(JSON.stringify(told)).not.toContain(topic.arn);
  });
});
