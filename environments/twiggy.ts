import { defineAccount } from "../src/config/account";
import { defineEnvironment, type EnvironmentInput } from "../src/config/environment";
import { platformRepository } from "./platform-repository";

const accountId = "632185211638";
const region = "us-east-1";

export const twiggyAccount = defineAccount({
  name: "twiggy",
  id: accountId,
  region,
  repositories: { "twiggy-api": {}, "twiggy-worker": {}, "twiggy-shopify": {}, "twiggy-dashboard": {} },
  workflows: { repository: platformRepository, environments: ["twiggy-nonprod"] },
  onCall: { trusted: [`arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_OnCall_*`] },
});

type Service = EnvironmentInput["services"][string];

const size = { cpu: 512, memoryMiB: 1024 } as const;
const scaling = { minTasks: 1, maxTasks: 3, cpuPercent: 60 };
const blueGreen = { kind: "blue-green", traffic: { kind: "canary", percent: 10, minutes: 5 } } as const;
const rollingByPipeline = { kind: "rolling", owner: "pipeline" } as const;

/** From where testers come: the public addresses of their VPN. */
const testers = ["203.0.113.0/24"];

/** For the applications that are taken over as they run. */
const writableRootFilesystem = "taken over as it runs today: nobody has found out yet where it writes";

/** Where whatever speaks to Temporal finds it. */
const temporal = { temporal: { port: 7233 } };

/**
 * For services that may lose a task at two minutes' notice: one task stays, the rest costs about a third. The worker
 * qualifies since Temporal repeats what was interrupted, the dashboard since it only serves files; whoever answers
 * customers (api, shopify), and Grafana, which has a single task, do not.
 */
const interruptible: Service["capacity"] = [
  { provider: "FARGATE", weight: 1, base: 1 },
  { provider: "FARGATE_SPOT", weight: 3 },
];

export const twiggyNonprod = defineEnvironment({
  product: "twiggy",
  stage: "nonprod",
  account: accountId,
  region,
  onDestroy: "retain",
  names: {
    cluster: "ecs-dev-nonprod-us-east-1",
    service: "{service}",
    taskDefinitionFamily: "ecs-dev-nonprod-us-east-1-{service}",
    codeDeploy: "ecs-dev-nonprod-us-east-1-{service}",
    loadBalancer: { external: "ecs", internal: "ecsInternal" },
    loadBalancerSecurityGroup: "alb-{loadBalancer}",
    targetGroup: "dev-{service}-{color}",
    operatorSecret: "/app/ecs/{service}",
    generatedSecret: "/app/ecs/{service}/{key}",
    serviceLogGroup: "/ecs/{service}",
    executionRole: "ecs-dev-nonprod-us-east-1",
    taskRole: { default: "CR-{service}", grafana: "ecs-task-dev-nonprod-us-east-1" },
    taskPolicy: { default: "CRP-{service}", grafana: "ecs-task-dev-nonprod-us-east-1" },
    serviceRole: "ecs-service-dev-nonprod-us-east-1",
    codeDeployRole: "codedeploy-service-dev-nonprod-us-east-1",
    keyAlias: { default: "twiggy-nonprod/{key}", database: "rds" },
    databaseSubnetGroup: "rds",
    databaseSecurityGroup: "rds-{cluster}",
    databasePassword: "pwd-{cluster}",
  },
  network: {
    kind: "existing",
    vpcTags: { Name: "nonprod" },
    publicSubnetTags: { tier: "public" },
    privateSubnetTags: { tier: "private" },
    databaseSubnetTags: { tier: "secure" },
  },
  dns: { zone: "dev.twiggy.ai" },
  namespace: "none",
  loadBalancers: {
    external: {
      scheme: "internet-facing",
      // The inventory has none: nonprod is for testers, and what AWS's rules would refuse of theirs nobody has looked at yet.
      webAcl: "none",
      testListener: { allowedCidrs: testers },
      defaultTargetGroups: { ecsDefaultHttp: "HTTP", ecsDefaultHttps: "HTTPS" },
    },
    internal: { scheme: "internal" },
  },
  existingDatabases: { "twiggy-stg-cluster": {}, "twiggy-v2-stg-auroracluster": {} },
  ecsServiceRole: "created",
  rotation: { redeploy: "none" }, // the pipeline replaces tasks, and of the blue/green services CodeDeploy alone may
  pipeline: { repository: "twiggy/twiggy", branches: ["main"], environments: ["nonprod"] },
  budget: { monthlyDollars: 250 },
  services: {
    "twiggy-api": {
      repository: "twiggy-api",
      port: 3000,
      ...size,
      writableRootFilesystem,
      secrets: { operator: ["DATABASE_URL", "JWT_SECRET", "TEMPORAL_ADDRESS"] },
      existingDatabases: ["twiggy-stg-cluster", "twiggy-v2-stg-auroracluster"],
      egress: temporal,
      access: { secrets: "own", buckets: { "twiggy-nonprod-api": { access: "read-write" } } },
      ingress: { loadBalancer: "external", hosts: ["twiggy-api.dev.twiggy.ai"], healthCheck: { path: "/health" } },
      scaling,
      deployment: blueGreen,
    },
    "twiggy-worker": {
      repository: "twiggy-worker",
      ...size,
      writableRootFilesystem,
      secrets: { operator: ["DATABASE_URL", "TEMPORAL_ADDRESS"] },
      existingDatabases: ["twiggy-stg-cluster", "twiggy-v2-stg-auroracluster"],
      egress: temporal,
      access: {
        secrets: "own",
        buckets: { "twiggy-nonprod-worker": { access: "read-write" } },
        queues: { "twiggy-nonprod-jobs": { access: "send-and-consume" } },
      },
      scaling,
      capacity: interruptible,
      deployment: rollingByPipeline,
    },
    "twiggy-shopify": {
      repository: "twiggy-shopify",
      port: 3000,
      ...size,
      writableRootFilesystem,
      secrets: { operator: ["DATABASE_URL", "SHOPIFY_API_KEY"] },
      existingDatabases: ["twiggy-stg-cluster", "twiggy-v2-stg-auroracluster"],
      access: { secrets: "own", buckets: { "twiggy-nonprod-shopify": { access: "read-write" } } },
      ingress: { loadBalancer: "external", hosts: ["twiggy-shopify.dev.twiggy.ai"], healthCheck: { path: "/health" } },
      scaling,
      deployment: blueGreen,
    },
    "twiggy-dashboard": {
      repository: "twiggy-dashboard",
      port: 8080,
      ...size,
      writableRootFilesystem,
      secrets: { operator: ["VITE_API_URL"] },
      access: { secrets: "own" },
      ingress: {
        loadBalancer: "external",
        hosts: ["twiggy-dashboard.dev.twiggy.ai", "dashboard.dev.twiggy.ai"],
        healthCheck: { path: "/" },
      },
      scaling,
      capacity: interruptible,
      deployment: rollingByPipeline,
    },
    grafana: {
      publicImage: "docker.io/grafana/grafana:12.2.0",
      port: 3000,
      ...size,
      secrets: { generated: ["GF_SECURITY_ADMIN_PASSWORD"] },
      access: { monitoring: "read" },
      fileSystem: { path: "/var/lib/grafana", uid: 472, gid: 0 },
      ingress: { loadBalancer: "internal", paths: ["/*"], healthCheck: { path: "/api/health" } },
      scaling: { minTasks: 1, maxTasks: 1 },
      deployment: { ...rollingByPipeline, minimumHealthyPercent: 0, maximumPercent: 100 },
    },
  },
});
