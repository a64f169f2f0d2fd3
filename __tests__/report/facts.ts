import type {
  AlarmFact,
  CertificateFact,
  DatabaseFact,
  Facts,
  Reading,
  SecretFact,
  ServiceFact,
  ServiceLive,
  TargetGroupFact,
} from "../../src/report/facts";

/** A reading of what is given. */
export function read<T>(...items: readonly T[]): Reading<T> {
  return { kind: "read", items };
}

/** An environment with one of everything, in which all is well, but for what a test says otherwise. */
export function facts(given: Partial<Facts> = {}): Facts {
  return {
    environment: "shop-staging",
    accountId: "111122223333",
    region: "us-east-1",
    readAt: "2026-11-23T08:00:00.000Z",
    dashboard: "https://us-east-1.console.aws.amazon.com/cloudwatch/home#dashboards/dashboard/shop-staging",
    stack: { declared: 150, deployed: 150, missing: [], leftOver: [], tainted: [], lock: undefined },
    clusters: read({ name: "shop", live: { status: "ACTIVE", running: 2, pending: 0 } }),
    services: read(service()),
    blueGreen: read(),
    loadBalancers: read({
      name: "shop",
      live: { state: "active", scheme: "internet-facing", dnsName: "shop-1.elb.amazonaws.com", zones: 2 },
    }),
    targetGroups: read(targetGroup()),
    certificates: read(certificate()),
    records: read({
      ...{ name: "shop.example.com", type: "A" },
      ...{ expected: ["shop-1.elb.amazonaws.com"], live: ["shop-1.elb.amazonaws.com"] },
    }),
    secrets: read(secret()),
    roles: read({ name: "shop-api", policies: ["shop-api"], live: { policies: ["shop-api"], lastUsedAt: undefined } }),
    logGroups: read({ name: "/ecs/shop/api", retentionDays: 30, live: { retentionDays: 30, storedBytes: 5_000_000 } }),
    databases: read(database()),
    vaults: read({
      ...{ name: "shop", region: "us-west-2" },
      live: { recent: 3, latestAt: "2026-11-23T06:00:00.000Z", failures: [] },
    }),
    alarms: read(alarm()),
    unmanaged: read(),
    effort: { calls: 23, repeated: 0, seconds: 1.4 },
    ...given,
  };
}

export function service(live: Partial<ServiceLive> | "missing" = {}, given: Partial<ServiceFact> = {}): ServiceFact {
  return {
    key: "api",
    name: "shop-api",
    deploys: "rolling",
    exec: "disabled",
    limits: { minTasks: 1, maxTasks: 3 },
    live:
      live === "missing"
        ? undefined
        : {
            ...{ status: "ACTIVE", desired: 2, running: 2, pending: 0, revision: "shop-api:7" },
            image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/api:1.4.0",
            deployment: { outcome: "succeeded", at: "2026-11-22T17:05:00.000Z", reason: undefined },
            stopped: [],
            targetGroups: ["arn:api"],
            ...live,
          },
    ...given,
  };
}

export function targetGroup(live: Partial<NonNullable<TargetGroupFact["live"]>> | "missing" = {}): TargetGroupFact {
  return {
    name: "shop-api",
    service: "api",
    live:
      live === "missing" ? undefined : { arn: "arn:api", healthy: 2, unhealthy: 0, changing: 0, reasons: [], ...live },
  };
}

export function certificate(live: Partial<NonNullable<CertificateFact["live"]>> | "missing" = {}): CertificateFact {
  return {
    ...{ domain: "shop.example.com", names: ["shop.example.com", "www.shop.example.com"], region: "us-east-1" },
    live:
      live === "missing"
        ? undefined
        : {
            ...{ status: "ISSUED", expiresAt: "2027-06-01T00:00:00.000Z", inUse: true },
            ...{ renewal: undefined, failure: undefined, unproven: [] },
            ...live,
          },
  };
}

export function secret(
  live: Partial<NonNullable<SecretFact["live"]>> | "missing" = {},
  given: Partial<SecretFact> = {},
): SecretFact {
  return {
    ...{ name: "shop/staging/api/operator", service: "api", keys: ["DATABASE_URL", "JWT_SECRET"] },
    live: live === "missing" ? undefined : { state: "filled", missingKeys: [], changedAt: undefined, ...live },
    ...given,
  };
}

const settings = { instanceClass: "db.t3.small", backupRetentionDays: 7, multiAz: false, deletionProtection: true };

export function database(
  live: Partial<NonNullable<DatabaseFact["live"]>> | "missing" = {},
  given: Partial<DatabaseFact> = {},
): DatabaseFact {
  return {
    name: "shop-staging",
    declared: settings,
    live:
      live === "missing"
        ? undefined
        : {
            ...settings,
            ...{ status: "available", engine: "postgres 15.8", pendingChanges: [] },
            latestRestorableAt: "2026-11-23T07:55:00.000Z",
            ...live,
          },
    replica: undefined,
    ...given,
  };
}

export function alarm(live: Partial<NonNullable<AlarmFact["live"]>> | "missing" = {}): AlarmFact {
  return {
    ...{ name: "shop-staging/services/api/cpu", composite: false },
    live:
      live === "missing"
        ? undefined
        : { state: "OK", since: undefined, reason: "", advice: "", actions: "enabled", ...live },
  };
}

/** An environment with something of every kind to tell, such as a page must be able to show. */
export function factsInTrouble(): Facts {
  const image = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop";
  return facts({
    stack: { ...facts().stack, deployed: 148, missing: ["aws_lb.internal", "aws_sqs_queue.orders"] },
    services: read(
      service(),
      service(
        {
          ...{
            running: 1,
            revision: "shop-worker:12",
            image: `${image}/worker@sha256:${"0123456789abcdef".repeat(4)}`,
          },
          deployment: {
            outcome: "rolled back",
            at: "2026-11-23T06:40:00.000Z",
            reason: "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1151908668755977723.",
          },
          stopped: [
            { reason: "Essential container in task exited; worker: exit code 137", count: 3, lastAt: undefined },
          ],
        },
        { key: "worker", name: "shop-worker" },
      ),
    ),
    targetGroups: read(targetGroup(), {
      ...targetGroup({ healthy: 1, unhealthy: 1, reasons: ["Health checks failed with these codes: [502]"] }),
      ...{ name: "shop-worker", service: "worker" },
    }),
    certificates: read(certificate(), {
      ...certificate({ expiresAt: "2026-12-13T00:00:00.000Z" }),
      domain: "old.example.com",
    }),
    secrets: read(
      secret({ state: "empty", missingKeys: ["DATABASE_URL", "JWT_SECRET"] }),
      secret({ changedAt: "2026-10-01T12:00:00.000Z" }, { name: "shop/staging/worker/operator", service: "worker" }),
    ),
    roles: { kind: "unreadable", reason: "AccessDenied: you may not call iam:GetAccountAuthorizationDetails" },
    databases: read(
      database(
        { deletionProtection: false },
        {
          replica: { region: "us-west-2", live: { status: "replicating", latestRestorableAt: undefined } },
        },
      ),
    ),
    alarms: read(
      alarm(),
      { ...alarm({ state: "INSUFFICIENT_DATA" }), name: "shop-staging/database/cpu" },
      {
        ...alarm({
          ...{ state: "ALARM", since: "2026-11-23T07:12:00.000Z" },
          reason: "Threshold Crossed: 3 out of the last 3 datapoints were greater than the threshold (1.0).",
          advice: "Tasks of worker answer 5 percent of requests or more with an error. Read the service's log group.",
        }),
        name: "shop-staging/services/worker/errors",
      },
    ),
  });
}

/** An environment of ten services in which one has a failing deployment and an alarm, and everything else is healthy. */
export function factsOfTenServices(): Facts {
  const keys = ["api", "web", "orders", "payments", "search", "mailer", "importer", "admin", "reports", "worker"];
  const alarmsOf = (key: string): AlarmFact[] =>
    ["cpu", "memory", "errors", "missing-tasks", "latency"].map((name) => ({
      ...(key === "orders" && name === "errors"
        ? alarm({ state: "ALARM", reason: "Threshold Crossed", advice: "Read the service's log group." })
        : alarm()),
      name: `shop-staging/services/${key}/${name}`,
    }));
  return facts({
    services: read(
      ...keys.map((key) =>
        service(
          key === "orders"
            ? { running: 1, deployment: { outcome: "failed", at: "2026-11-23T06:40:00.000Z", reason: "tasks failed" } }
            : {},
          { key, name: `shop-${key}` },
        ),
      ),
    ),
    targetGroups: read(...keys.map((key) => ({ ...targetGroup(), name: `shop-${key}`, service: key }))),
    certificates: read(certificate(), { ...certificate(), domain: "assets.shop.example.com", region: "us-east-1" }),
    records: read(
      ...keys.map((key) => ({
        ...{ name: `${key}.shop.example.com`, type: "A" },
        ...{ expected: ["shop-1.elb.amazonaws.com"], live: ["shop-1.elb.amazonaws.com"] },
      })),
    ),
    secrets: read(
      ...keys.flatMap((key) =>
        ["operator", "database-user"].map((name) => secret({}, { name: `shop/staging/${key}/${name}`, service: key })),
      ),
    ),
    roles: read(
      ...keys.flatMap((key) =>
        ["task", "execution"].map((name) => ({
          ...{ name: `shop-${key}-${name}`, policies: [`shop-${key}-${name}`] },
          live: { policies: [`shop-${key}-${name}`], lastUsedAt: undefined },
        })),
      ),
    ),
    logGroups: read(
      ...keys.map((key) => ({
        ...{ name: `/ecs/shop/${key}`, retentionDays: 30 },
        live: { retentionDays: 30, storedBytes: 5_000_000 },
      })),
    ),
    alarms: read(...keys.flatMap(alarmsOf)),
  });
}
