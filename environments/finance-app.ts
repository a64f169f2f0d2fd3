import { defineAccount } from "../src/config/account";
import { defineEnvironment, type EnvironmentInput } from "../src/config/environment";
import { platformRepository } from "./platform-repository";

const accountId = "111122223333";
const region = "us-east-1";

export const financeAppAccount = defineAccount({
  name: "finance-app",
  id: accountId,
  region,
  repositories: { "finance-app/api": {}, "finance-app/web": {} },
  workflows: { repository: platformRepository, environments: ["finance-app-staging", "finance-app-production"] },
  onCall: { trusted: [`arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_OnCall_*`] },
});

/** How one stage of finance-app differs from the other. */
interface Stage {
  readonly stage: "production" | "staging";
  /** What the names that are unique in the account end in, since both stages share it. */
  readonly suffix: "" | "-staging";
  readonly domain: string;
  readonly network: EnvironmentInput["network"];
  readonly onDestroy: EnvironmentInput["onDestroy"];
  readonly databaseAvailability: "single-zone" | "multi-zone";
  readonly scaling: { readonly minTasks: number; readonly maxTasks: number };
  readonly recovery?: EnvironmentInput["recovery"];
  /** Whether requests stay encrypted from the load balancer to the tasks. */
  readonly tls: "none" | "sidecar";
  readonly apiTracing: "enabled" | "disabled";
  readonly monthlyDollars: number;
}

function financeApp({
  stage,
  suffix,
  domain,
  network,
  onDestroy,
  databaseAvailability,
  scaling,
  recovery,
  tls,
  apiTracing,
  monthlyDollars,
}: Stage): EnvironmentInput {
  const api = `api.${domain}`;
  const www = `www.${domain}`;
  const scalingTargets = { cpuPercent: 60, memoryPercent: 75, requestsPerTarget: 1000 };

  return defineEnvironment({
    product: "finance-app",
    stage,
    account: accountId,
    region,
    onDestroy,
    network,
    names: {
      cluster: `finance-app${suffix}-cluster`,
      taskDefinitionFamily: `finance-{service}${suffix}`,
      service: "finance-{service}-service",
      loadBalancer: `finance-app${suffix}`,
      targetGroup: `finance-{service}${suffix}-{hash}`,
      accessLogBucket: `finance-app${suffix}-access-logs-{account}-{region}`,
      database: `finance-app${suffix}`,
      namespace: `finance-app${suffix}.local`,
    },
    dns: { zone: "finance-app.com", domain },
    loadBalancers: { public: { scheme: "internet-facing", redirects: { [domain]: www } } },
    staticAssets: { host: `assets.${domain}` },
    // The GitHub environment's own rules say which branches and whose approval it takes.
    pipeline: { repository: "finance-app/finance-app", environments: [stage] },
    database: {
      engineVersion: "15",
      instanceClass: "db.t3.micro",
      allocatedStorageGiB: 20,
      storageType: "gp2",
      availability: databaseAvailability,
      databaseName: "finance",
      backupRetentionDays: 7,
    },
    ...(recovery && { recovery }),
    rotation: { redeploy: "automatic" },
    budget: { monthlyDollars },
    services: {
      api: {
        repository: "finance-app/api",
        port: 3000,
        cpu: 512,
        memoryMiB: 1024,
        environment: { RAILS_ENV: "production" },
        secrets: {
          generated: ["JWT_SECRET_KEY", "DEVISE_JWT_SECRET_KEY"],
          operator: ["SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY"],
        },
        parameters: ["feature-flags"],
        database: { user: "finance_api", connectionsPerTask: 5 },
        scratch: ["/rails/tmp", "/rails/log"], // where Rails' own Dockerfile lets the application write
        ingress: { hosts: [api], tls, healthCheck: { path: "/health" } },
        scaling: { ...scaling, ...scalingTargets },
        tracing: apiTracing,
        release: { command: ["bin/rails", "db:migrate"], retryOn: "ActiveRecord::ConcurrentMigrationError" },
        // The requirements name no tasks: the second is assumed, as what a denylist of JSON Web Tokens needs.
        tasks: {
          "migration-status": { command: ["bin/rails", "db:migrate:status"] },
          "prune-tokens": { command: ["bin/rails", "jwt_denylist:prune"], schedule: "cron(0 4 * * ? *)" },
        },
      },
      web: {
        repository: "finance-app/web",
        port: 3000,
        cpu: 256,
        memoryMiB: 512,
        environment: {
          NODE_ENV: "production",
          HOSTNAME: "0.0.0.0", // Next.js listens on this only, and Fargate sets it to the task's own name
          NEXT_PUBLIC_API_URL: `https://${api}`,
          API_URL: `https://${api}`,
          NEXTAUTH_URL: `https://${www}`,
        },
        secrets: { generated: ["NEXTAUTH_SECRET"] },
        parameters: ["feature-flags"],
        scratch: ["/app/.next/cache"], // pages and images that Next.js made, in an image built into /app
        ingress: { hosts: [www], tls, healthCheck: { path: "/api/health" } },
        scaling: { ...scaling, ...scalingTargets },
      },
    },
  });
}

export const financeAppProduction = financeApp({
  stage: "production",
  suffix: "",
  domain: "finance-app.com",
  onDestroy: "retain",
  network: {
    kind: "managed",
    cidr: "10.0.0.0/16",
    zones: {
      a: { public: "10.0.1.0/24", private: "10.0.3.0/24" },
      b: { public: "10.0.2.0/24", private: "10.0.4.0/24" },
    },
    nat: "one-per-zone",
  },
  databaseAvailability: "multi-zone",
  scaling: { minTasks: 2, maxTasks: 6 },
  recovery: {
    region: "us-west-2",
    vaultLock: { kind: "governance", minRetentionDays: 7, maxRetentionDays: 365 },
  },
  tls: "sidecar",
  apiTracing: "disabled",
  monthlyDollars: 300,
});

export const financeAppStaging = financeApp({
  stage: "staging",
  suffix: "-staging",
  domain: "staging.finance-app.com",
  onDestroy: "delete",
  network: {
    kind: "managed",
    cidr: "10.1.0.0/16",
    zones: {
      a: { public: "10.1.1.0/24", private: "10.1.3.0/24" },
      b: { public: "10.1.2.0/24", private: "10.1.4.0/24" },
    },
    nat: "single",
  },
  databaseAvailability: "single-zone",
  scaling: { minTasks: 1, maxTasks: 3 },
  tls: "none",
  apiTracing: "enabled",
  monthlyDollars: 200,
});
