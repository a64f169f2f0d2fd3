import type { EnvironmentInput } from "../../../src/config/environment";
import type { DocumentedStack } from "../../../src/documentation/documented-stack";
import { documented } from "../../../src/operations/docs/environment-pages";
import { synthesizedStacks } from "../../support/environments";
import { validAccount, validEnvironment } from "../../support/platform";

/** A product as its page sees it. */
export function documentedProduct(name: keyof typeof oddProducts): DocumentedStack {
  const stacks = synthesizedStacks({ accounts: [validAccount()], environments: [oddProducts[name]] });
  const environment = stacks.find(({ isFoundation }) => !isFoundation);
  if (!environment) throw new Error("there is no environment");
  return documented(environment, []);
}

type Service = EnvironmentInput["services"][string];

const shop = validEnvironment();
const { api, web } = shop.services as { readonly api: Service; readonly web: Service };
const withoutDatabase = { ...shop, database: undefined };
const apiWithoutDatabase = { ...api, database: undefined };
const worker: Service = {
  ...{ repository: "shop/api", cpu: 256, memoryMiB: 512 },
  scaling: { minTasks: 1, maxTasks: 3, cpuPercent: 60 },
};
const office = ["198.51.100.0/24", "203.0.113.0/24"];
const healthCheck = { path: "/health" };
const pipeline = { repository: "shop/shop", branches: ["main"] };
const largeDatabase = { ...databaseOf(shop), instanceClass: "db.m6g.xlarge" };
const writable = { writableRootFilesystem: "tasks reach no public registry here" };
const canary = { kind: "blue-green", traffic: { kind: "canary", percent: 10, minutes: 5 } } as const;

function databaseOf({ database }: EnvironmentInput): NonNullable<EnvironmentInput["database"]> {
  if (!database) throw new Error("there is no database");
  return database;
}

/** A service that owns a schema of the database. */
function withSchema(service: Service, name: string): Service {
  return { ...service, database: { user: name, schema: name, connectionsPerTask: 1 } };
}

function behind(service: Service, host: string, loadBalancer = "public"): Service {
  return { ...service, ingress: { loadBalancer, hosts: [host], healthCheck } };
}

/** Products that are unlike each other: what an environment may have once, several times or not at all. */
export const oddProducts = {
  "an office": {
    ...shop,
    loadBalancers: { public: { scheme: "internet-facing", allowedCidrs: office } },
  },
  "several load balancers": {
    ...withoutDatabase,
    loadBalancers: {
      public: { scheme: "internet-facing" },
      partners: { scheme: "internet-facing", allowedCidrs: office },
      plain: { scheme: "internet-facing", webAcl: "none", testListener: { allowedCidrs: office } },
      inside: { scheme: "internal" },
      guarded: { scheme: "internal", webAcl: {} },
    },
    services: Object.fromEntries(
      ["public", "partners", "plain", "inside", "guarded"].map((key) => [
        `${key}-api`,
        behind(web, `${key}.shop.com`, key),
      ]),
    ),
  },
  "workers without ports": {
    ...withoutDatabase,
    loadBalancers: {},
    services: { mailer: worker, importer: { ...worker, scaling: { minTasks: 2, maxTasks: 2 } } },
  },
  "scheduled tasks": {
    ...shop,
    services: {
      api: {
        ...api,
        tasks: {
          clean: { command: ["clean"], schedule: "rate(1 hour)" },
          report: { command: ["report"], schedule: "cron(0 6 * * ? *)" },
          migrate: { command: ["migrate"] },
        },
      },
      web: {
        ...web,
        scaling: {
          ...{ minTasks: 0, maxTasks: 4 },
          schedules: { morning: { schedule: "cron(0 8 ? * MON-FRI *)", minTasks: 1, maxTasks: 4 } },
        },
      },
    },
  },
  "static assets only": {
    ...withoutDatabase,
    ...{ loadBalancers: {}, services: {}, staticAssets: { host: "assets.shop.com" }, pipeline },
  },
  "no database": { ...withoutDatabase, services: { api: apiWithoutDatabase, web } },
  "existing databases in an existing network": {
    ...withoutDatabase,
    network: {
      kind: "existing",
      vpcTags: { Name: "shared-network-of-all-products" },
      publicSubnetTags: { tier: "public" },
      privateSubnetTags: { tier: "private", "kubernetes.io/role/internal-elb": "1" },
    },
    existingDatabases: { "orders-production-cluster": {}, reports: { port: 3306 } },
    services: {
      api: { ...apiWithoutDatabase, existingDatabases: ["orders-production-cluster", "reports"] },
      web: { ...web, existingDatabases: ["reports"] },
    },
  },
  "endpoints instead of NAT": {
    ...withoutDatabase,
    network: {
      ...{ kind: "managed", cidr: "10.0.0.0/16", zones: ["a", "b", "c"], nat: "none" },
      interfaceEndpoints: ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "kms", "sts", "rds", "monitoring"],
      dynamodbEndpoint: "created",
    },
    services: { api: { ...apiWithoutDatabase, ...writable }, web: { ...web, ...writable } },
  },
  "blue/green": {
    ...shop,
    loadBalancers: { public: { scheme: "internet-facing", testListener: { allowedCidrs: office } } },
    services: { api: { ...api, deployment: canary }, web: { ...web, deployment: canary } },
    rotation: { redeploy: "none" },
    pipeline,
  },
  "copies in another region": {
    ...shop,
    onDestroy: "retain",
    database: { ...databaseOf(shop), proxy: "created", availability: "multi-zone", backupRetentionDays: 14 },
    recovery: { region: "us-west-2", retentionDays: 35, copyRetentionDays: 90 },
    monitoring: { subscribers: { emails: ["ops@shop.com"] } },
    staticAssets: { host: "assets.shop.com" },
    pipeline,
    services: {
      api: {
        ...api,
        fileSystem: { path: "/data", uid: 1000, gid: 1000 },
        egress: { smtp: { port: 587 }, ledger: { port: 9000, cidr: "192.0.2.0/24" } },
        access: {
          buckets: { "shop-invoices": { access: "read" }, "shop-uploads": { access: "read-write" } },
          queues: { "shop-jobs": { access: "send" } },
        },
      },
      web: { ...web, calls: ["api"] },
    },
  },
  "twelve services that do not call each other": {
    ...shop,
    loadBalancers: { public: { scheme: "internet-facing" } },
    database: largeDatabase,
    services: Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => {
        const key = `service-${index + 1}`;
        return [key, behind(withSchema(web, `service_${index + 1}`), `${key}.shop.com`)];
      }),
    ),
  },
  "ten services": {
    ...shop,
    database: largeDatabase,
    recovery: { region: "us-west-2" },
    pipeline,
    services: {
      ...{ api, web },
      orders: behind(withSchema(api, "orders"), "orders.shop.com"),
      payments: { ...behind(withSchema(api, "payments"), "payments.shop.com"), calls: ["orders"] },
      "recommendation-engine-worker": { ...worker, calls: ["orders", "api"] },
      search: { ...worker, port: 3000, calls: ["orders"] },
      mailer: { ...worker, access: { queues: { "shop-mail": { access: "consume" } } } },
      importer: {
        ...worker,
        access: { buckets: { "shop-imports": { access: "read" } }, queues: { "shop-mail": { access: "send" } } },
      },
      admin: behind(web, "admin.shop.com"),
      reports: withSchema(worker, "reports"),
    },
  },
} satisfies Record<string, EnvironmentInput>;
