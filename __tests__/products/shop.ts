import { defineAccount } from "../../src/config/account";
import { defineEnvironment, type EnvironmentInput } from "../../src/config/environment";

const accountId = "111122223333";
const region = "us-east-1";

export const shopAccount = defineAccount({
  name: "shop",
  id: accountId,
  region,
  repositories: { "shop/api": {}, "shop/web": {} },
  workflows: { repository: "acme/platform", environments: ["shop-staging", "shop-production"] },
  onCall: { trusted: [`arn:aws:iam::${accountId}:role/OnCall`] },
});

/** How one stage of the shop differs from the other. */
interface Stage {
  readonly stage: "production" | "staging";
  readonly domain: string;
  /** The first two numbers of its addresses. */
  readonly range: string;
  readonly nat: "single" | "one-per-zone";
  readonly onDestroy: EnvironmentInput["onDestroy"];
  readonly availability: "single-zone" | "multi-zone";
  readonly scaling: { readonly minTasks: number; readonly maxTasks: number };
  readonly recovery?: EnvironmentInput["recovery"];
  readonly tls: "none" | "sidecar";
  readonly apiTracing: "enabled" | "disabled";
}

/** Two services that Terraform deploys, in a network of their own with a database of their own; names are the default ones. */
function shop({
  stage,
  domain,
  range,
  nat,
  onDestroy,
  availability,
  scaling,
  recovery,
  tls,
  apiTracing,
}: Stage): EnvironmentInput {
  const targets = { cpuPercent: 60, memoryPercent: 75, requestsPerTarget: 1000 };

  return defineEnvironment({
    product: "shop",
    stage,
    account: accountId,
    region,
    onDestroy,
    network: {
      kind: "managed",
      cidr: `${range}.0.0/16`,
      zones: {
        a: { public: `${range}.1.0/24`, private: `${range}.3.0/24` },
        b: { public: `${range}.2.0/24`, private: `${range}.4.0/24` },
      },
      nat,
    },
    dns: { zone: "shop.com", domain },
    loadBalancers: { public: { scheme: "internet-facing", redirects: { [domain]: `www.${domain}` } } },
    staticAssets: { host: `assets.${domain}` },
    pipeline: { repository: "acme/shop", environments: [stage] },
    database: {
      engineVersion: "15",
      instanceClass: "db.t3.micro",
      allocatedStorageGiB: 20,
      storageType: "gp2",
      availability,
      databaseName: "shop",
      backupRetentionDays: 7,
    },
    ...(recovery && { recovery }),
    rotation: { redeploy: "automatic" },
    budget: { monthlyDollars: 200 },
    services: {
      api: {
        repository: "shop/api",
        port: 3000,
        cpu: 512,
        memoryMiB: 1024,
        environment: { MODE: "production" },
        secrets: { generated: ["SESSION_KEY", "TOKEN_KEY"], operator: ["PAYMENT_URL", "PAYMENT_KEY"] },
        parameters: ["feature-flags"],
        database: { user: "shop_api", connectionsPerTask: 5 },
        scratch: ["/api/tmp", "/api/log"],
        ingress: { hosts: [`api.${domain}`], tls, healthCheck: { path: "/health" } },
        scaling: { ...scaling, ...targets },
        tracing: apiTracing,
        release: { command: ["bin/migrate"], retryOn: "MigrationIsUnderWay" },
        tasks: {
          "migration-status": { command: ["bin/migrate", "status"] },
          "prune-carts": { command: ["bin/prune"], schedule: "cron(0 4 * * ? *)" },
        },
      },
      web: {
        repository: "shop/web",
        port: 3000,
        cpu: 256,
        memoryMiB: 512,
        environment: { API_URL: `https://api.${domain}` },
        secrets: { generated: ["COOKIE_KEY"] },
        parameters: ["feature-flags"],
        scratch: ["/app/cache"],
        ingress: { hosts: [`www.${domain}`], tls, healthCheck: { path: "/health" } },
        scaling: { ...scaling, ...targets },
      },
    },
  });
}

export const shopProduction = shop({
  stage: "production",
  domain: "shop.com",
  range: "10.0",
  nat: "one-per-zone",
  onDestroy: "retain",
  availability: "multi-zone",
  scaling: { minTasks: 2, maxTasks: 6 },
  recovery: {
    region: "us-west-2",
    vaultLock: { kind: "governance", minRetentionDays: 7, maxRetentionDays: 365 },
  },
  tls: "sidecar",
  apiTracing: "disabled",
});

export const shopStaging = shop({
  stage: "staging",
  domain: "staging.shop.com",
  range: "10.1",
  nat: "single",
  onDestroy: "delete",
  availability: "single-zone",
  scaling: { minTasks: 1, maxTasks: 3 },
  tls: "none",
  apiTracing: "enabled",
});
