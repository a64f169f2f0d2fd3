import { defineAccount } from "../../src/config/account";
import { defineEnvironment, type EnvironmentInput } from "../../src/config/environment";

const accountId = "444455556666";
const region = "eu-west-1";

export const atlasAccount = defineAccount({
  name: "atlas",
  id: accountId,
  region,
  repositories: { "atlas/gateway": {}, "atlas/geocoder": {}, "atlas/importer": {}, "atlas/tiles": {} },
  githubOidcProvider: "existing",
  workflows: { repository: "acme/platform", environments: ["atlas-live"] },
});

type Service = EnvironmentInput["services"][string];

/** Tasks that may end at two minutes' notice. */
const spot: Service["capacity"] = [{ provider: "FARGATE_SPOT", weight: 1 }];
const oneStays: Service["capacity"] = [
  { provider: "FARGATE", weight: 1, base: 1 },
  { provider: "FARGATE_SPOT", weight: 4 },
];
const small = { cpu: 256, memoryMiB: 512, architecture: "ARM64" } as const;
const byPipeline = { kind: "rolling", owner: "pipeline" } as const;

/**
 * A network of its own with three zones, most of whose calls of AWS stay within it; ARM64, much of it interruptible; several
 * services with schemas of their own in one database; a zone and names of its own.
 */
export const atlasLive = defineEnvironment({
  product: "atlas",
  stage: "live",
  account: accountId,
  region,
  onDestroy: "retain",
  tags: { team: "maps" },
  names: {
    cluster: "maps",
    service: "maps-{service}",
    taskDefinitionFamily: "maps-{service}",
    loadBalancer: { default: "maps-{loadBalancer}", inner: "maps-within" },
    targetGroup: "maps-{service}-{hash}",
    serviceLogGroup: "/maps/{service}",
    executionRole: "maps.{service}.start",
    taskRole: { default: "maps.{service}", importer: "maps.import" },
    operatorSecret: "maps/{service}",
    generatedSecret: "maps/{service}/{key}",
    imageParameter: "/maps/{service}/image",
    database: "maps-db",
    namespace: "maps.internal",
    keyAlias: "maps/{key}",
  },
  network: {
    kind: "managed",
    cidr: "10.32.0.0/18",
    zones: ["a", "b", "c"],
    nat: "single",
    interfaceEndpoints: ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "sqs"],
    dynamodbEndpoint: "created",
    flowLogRetentionDays: 7,
  },
  dns: { zone: "atlas.example", zoneOwner: "managed" },
  loadBalancers: {
    edge: { scheme: "internet-facing", allowedCidrs: ["198.51.100.0/24", "203.0.113.0/24"], idleTimeoutSeconds: 120 },
    inner: { scheme: "internal" },
  },
  pipeline: { repository: "acme/atlas", environments: ["live"], workflows: ["release.yml"] },
  database: {
    engineVersion: "17",
    instanceClass: "db.m7g.large",
    allocatedStorageGiB: 100,
    maxAllocatedStorageGiB: 500,
    availability: "multi-zone",
    databaseName: "atlas",
    masterUsername: "keeper",
    port: 5433,
    extensions: ["postgis"],
    backupRetentionDays: 21,
    insightsRetentionDays: 31,
  },
  recovery: { region: "eu-central-1", retentionDays: 90 },
  monitoring: { subscribers: { emails: ["maps@example.com"] }, services: { latencySeconds: 1 } },
  budget: { monthlyDollars: 2000, alertPercents: [50, 90] },
  services: {
    gateway: {
      repository: "atlas/gateway",
      port: 8080,
      ...small,
      secrets: { operator: ["PARTNER_TOKEN"] },
      database: { user: "gateway", schema: "accounts", connectionsPerTask: 10 },
      calls: ["geocoder"],
      ingress: { loadBalancer: "edge", hosts: ["api.atlas.example"], tls: "application", healthCheck: { path: "/ok" } },
      scaling: { minTasks: 2, maxTasks: 12, requestsPerTarget: 600 },
      capacity: oneStays,
      tracing: { percent: 20 },
    },
    geocoder: {
      repository: "atlas/geocoder",
      port: 9000,
      ...small,
      cpu: 1024,
      memoryMiB: 4096,
      secrets: { generated: ["SIGNING_KEY"] },
      database: { user: "geocoder", access: "reader", schema: "places", connectionsPerTask: 4 },
      scaling: { minTasks: 1, maxTasks: 4, cpuPercent: 70 },
      stopTimeoutSeconds: 90,
    },
    importer: {
      repository: "atlas/importer",
      ...small,
      cpu: 512,
      memoryMiB: 1024,
      database: { user: "importer", schema: "places", connectionsPerTask: 2 },
      access: {
        buckets: { "atlas-sources": { access: "read" } },
        queues: { "atlas-imports.fifo": { access: "consume" } },
      },
      scaling: {
        minTasks: 0,
        maxTasks: 2,
        schedules: {
          evening: { schedule: "cron(0 20 ? * MON-FRI *)", timezone: "Europe/Dublin", minTasks: 1, maxTasks: 2 },
          morning: { schedule: "cron(0 6 ? * * *)", timezone: "Europe/Dublin", minTasks: 0, maxTasks: 0 },
        },
      },
      capacity: spot,
      tasks: { vacuum: { command: ["import", "vacuum"], schedule: "rate(12 hours)", flexibleMinutes: 30 } },
    },
    tiles: {
      repository: "atlas/tiles",
      port: 8081,
      ...small,
      fileSystem: { path: "/var/lib/tiles", uid: 1000, gid: 1000 },
      ingress: {
        loadBalancer: "inner",
        paths: ["/tiles/*"],
        healthCheck: { path: "/tiles/ok", statusCodes: "200,204" },
      },
      scaling: { minTasks: 1, maxTasks: 3, memoryPercent: 80 },
      deployment: { ...byPipeline, minimumHealthyPercent: 50, maximumPercent: 150 },
      exec: "enabled",
      writableRootFilesystem: "renders into the folder of its own program",
    },
  },
});

/** The network and the databases of another team, and a pipeline that deploys everything, with and without CodeDeploy. */
export const atlasLab = defineEnvironment({
  product: "atlas",
  stage: "lab",
  account: accountId,
  region,
  onDestroy: "delete",
  names: {
    cluster: "lab",
    service: "lab-{service}",
    loadBalancer: "lab-{loadBalancer}",
    targetGroup: "lab-{service}-{color}",
    codeDeploy: "lab-{service}",
    databasePassword: "lab/{cluster}/password",
  },
  network: {
    kind: "existing",
    vpcTags: { Name: "laboratory" },
    publicSubnetTags: { tier: "public" },
    privateSubnetTags: { tier: "private" },
    databaseSubnetTags: { tier: "data" },
  },
  dns: { zone: "lab.example" },
  namespace: "none",
  loadBalancers: {
    outer: {
      scheme: "internet-facing",
      webAcl: "none",
      testListener: { port: 9443, allowedCidrs: ["198.51.100.0/24"] },
      defaultTargetGroups: { labDefault: "HTTP" },
    },
    inner: { scheme: "internal" },
  },
  existingDatabases: { "lab-places": {}, "lab-accounts": { port: 5433 } },
  ecsServiceRole: "created",
  rotation: { redeploy: "none" },
  pipeline: { repository: "acme/atlas", branches: ["main", "lab"] },
  services: {
    gateway: {
      repository: "atlas/gateway",
      port: 8080,
      ...small,
      secrets: { operator: ["DATABASE_URL", "PARTNER_TOKEN"] },
      existingDatabases: ["lab-accounts", "lab-places"],
      ingress: { loadBalancer: "outer", hosts: ["api.lab.example"], healthCheck: { path: "/ok" } },
      scaling: { minTasks: 1, maxTasks: 2 },
      deployment: { kind: "blue-green", traffic: { kind: "linear", percent: 20, minutes: 2 }, readyWaitMinutes: 30 },
    },
    importer: {
      repository: "atlas/importer",
      ...small,
      secrets: { operator: ["DATABASE_URL"] },
      existingDatabases: ["lab-places"],
      egress: { broker: { port: 7233 } },
      scaling: { minTasks: 1, maxTasks: 2 },
      capacity: oneStays,
      deployment: byPipeline,
    },
    dashboards: {
      publicImage: "docker.io/grafana/grafana:12.2.0",
      port: 3000,
      ...small,
      secrets: { generated: ["ADMIN_PASSWORD"] },
      access: { monitoring: "read" },
      fileSystem: { path: "/var/lib/grafana", uid: 472, gid: 0 },
      ingress: { loadBalancer: "inner", paths: ["/*"], healthCheck: { path: "/api/health" } },
      scaling: { minTasks: 1, maxTasks: 1 },
      deployment: { ...byPipeline, minimumHealthyPercent: 0, maximumPercent: 100 },
    },
  },
});
