import { describe, expect, test } from "@jest/globals";

import { serviceSchema } from "../../src/config/service";
import { checkPlatform } from "../../src/config/platform";
import {
  checked,
  type Draft,
  problemsAfter,
  problemsBeside,
  validAccount,
  validEnvironment,
} from "../support/platform";

type Change = (environment: Draft) => void;

describe("a configuration without mistakes", () => {
  test.each<[string, Change]>([
    [
      "by night",
      (e) =>
        (e.services.api.scaling.schedules = {
          night: { schedule: "cron(0 20 * * ? *)", minTasks: 0, maxTasks: 1 },
          day: { schedule: "cron(0 8 * * ? *)", minTasks: 1, maxTasks: 2 },
        }),
    ],
    [
      "until a day",
      (e) => {
        e.services.api.scaling = { minTasks: 0, maxTasks: 2 };
        e.services.api.scaling.schedules = { start: { schedule: "at(2027-05-01T08:00:00)", minTasks: 1, maxTasks: 2 } };
      },
    ],
  ])("no task %s is accepted where a schedule starts one", (_, change) => {
    expect(problemsAfter(change)).toEqual([]);
  });

  test("has its defaults filled in", () => {
    const [environment] = checked().environments;

    expect(environment).toMatchObject({
      name: "shop-test",
      network: { nat: "single" },
      services: { api: { architecture: "X86_64", stopTimeoutSeconds: 30 } },
    });
  });

  test("cannot be changed any more", () => {
    const [environment] = checked().environments;

    expect(() => ((environment as Draft).services.api.cpu = 256)).toThrow(TypeError);
  });
});

describe("a value of the wrong kind", () => {
  test.each<[string, Change, string]>([
    [
      "a missing account",
      (e) => delete e.account,
      'account: missing; expected the AWS account\'s 12 digits, as in "111122223333"',
    ],
    [
      "an account that is not 12 digits",
      (e) => (e.account = "1234"),
      'account: expected the AWS account\'s 12 digits, as in "111122223333", got "1234"',
    ],
    [
      "an unknown setting",
      (e) => (e.services.api.memoryMib = 1),
      'services.api.memoryMib: unknown property; did you mean "memoryMiB"?',
    ],
    [
      "an unknown setting like no other",
      (e) => (e.services.api.qqqqqqqq = 1),
      `services.api.qqqqqqqq: unknown property; expected one of ${Object.keys(serviceSchema.shape).join(", ")}`,
    ],
    [
      "tracing that is neither on nor off",
      (e) => (e.services.api.tracing = "on"),
      'services.api.tracing: expected "enabled", "disabled" or how much is traced, as in { percent: 5 }, got "on"',
    ],
    [
      "more than all requests traced",
      (e) => (e.services.api.tracing = { percent: 101 }),
      "services.api.tracing.percent: expected a percentage above 0 and up to 100, got 101",
    ],
    [
      "a pattern of errors with an open quote",
      (e) => (e.services.api.errorPattern = '?ERROR ?"level=error'),
      'services.api.errorPattern: expected a filter pattern of CloudWatch Logs of at most 1024 characters, with each quote closed, as in "?ERROR ?FATAL", got "?ERROR ?\\"level=error"',
    ],
    [
      "a log buffer without room",
      (e) => (e.services.api.logDelivery = { mode: "non-blocking", bufferMiB: 0 }),
      "services.api.logDelivery.bufferMiB: expected MiB, a whole number from 1 to 1024, got 0",
    ],
    [
      "a log delivery that there is not",
      (e) => (e.services.api.logDelivery = { mode: "dropping" }),
      'services.api.logDelivery.mode: expected "non-blocking" or "blocking", got "dropping"',
    ],
    [
      "a deployment whose kind is missing",
      (e) => (e.services.api.deployment = { minimumHealthyPercent: 100 }),
      'services.api.deployment.kind: missing; expected kind: "rolling" or kind: "blue-green"',
    ],
    [
      "CPU units that Fargate lacks",
      (e) => (e.services.api.cpu = 300),
      "services.api.cpu: expected CPU units that Fargate offers: 256, 512, 1024, 2048, 4096, 8192, 16384, got 300",
    ],
    [
      "a range not written from its start",
      (e) => (e.network.cidr = "10.0.0.1/16"),
      'network.cidr: expected an IPv4 range written from its first address, as in "10.0.0.0/16", got "10.0.0.1/16"',
    ],
    [
      "a VPC too small for subnets",
      (e) => (e.network.cidr = "10.0.0.0/26"),
      'network.cidr: expected a range between /16 and /24: AWS allows no larger VPC, and a smaller one leaves no room for subnets, got "10.0.0.0/26"',
    ],
    [
      "a single zone",
      (e) => (e.network.zones = ["a"]),
      'network.zones: expected at least two zones, as in ["a", "b"] or { a: { public: "10.0.1.0/24", private: "10.0.3.0/24" }, … }, got ["a"]',
    ],
    [
      "a subnet's range that is none",
      (e) => (e.network.zones = { a: { public: "x", private: "10.0.3.0/24" } }),
      'network.zones.a.public: expected an IPv4 range written from its first address, as in "10.0.0.0/16", got "x"',
    ],
    [
      "a network of no kind",
      (e) => (e.network = { kind: "new" }),
      'network.kind: expected kind: "managed" (a VPC of its own) or kind: "existing" (one that is looked up), got "new"',
    ],
    [
      "a number where text belongs",
      (e) => (e.services.web.environment.PORT = 3000),
      "services.web.environment.PORT: expected text: write numbers and booleans in quotes, got 3000",
    ],
    [
      "a variable that no shell could set",
      (e) => (e.services.web.environment["A-B"] = "x"),
      'services.web.environment.A-B: expected the name of an environment variable: letters, digits and underscores, no digit first, got "A-B"',
    ],
    [
      "a sidecar's image without a version",
      (e) => (e.services.api.sidecars = { proxy: { image: "nginx" } }),
      'services.api.sidecars.proxy.image: expected an image with its version, as in "…/nginx:1.29.3" or "…@sha256:…"; "latest" changes by itself, got "nginx"',
    ],
    [
      "a sidecar's image that is the latest",
      (e) => (e.services.api.sidecars = { proxy: { image: "nginx:latest" } }),
      'services.api.sidecars.proxy.image: expected an image with its version, as in "…/nginx:1.29.3" or "…@sha256:…"; "latest" changes by itself, got "nginx:latest"',
    ],
    [
      "a retention that CloudWatch lacks",
      (e) => (e.services.api.logRetentionDays = 31),
      "services.api.logRetentionDays: expected one of CloudWatch's retentions in days: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31",
    ],
    [
      "a writable root file system without a reason",
      (e) => (e.services.api.writableRootFilesystem = "because"),
      'services.api.writableRootFilesystem: expected the reason, in a sentence of at least 20 characters, got "because"',
    ],
    [
      "a scratch path from nowhere",
      (e) => (e.services.api.scratch = ["tmp"]),
      'services.api.scratch.0: expected an absolute path without a slash at its end, as in "/app/tmp", got "tmp"',
    ],
    [
      "a test listener open to the world",
      (e) => (e.loadBalancers.public.testListener = { allowedCidrs: ["0.0.0.0/0"] }),
      'loadBalancers.public.testListener.allowedCidrs.0: a test listener is not for everybody; name the ranges that may connect, got "0.0.0.0/0"',
    ],
    [
      "a pipeline from anywhere in a repository",
      (e) => (e.pipeline = { repository: "acme/shop", branches: [], environments: ["production"] }),
      "pipeline.branches: expected at least one branch: without any, a workflow of every branch that may be pushed could deploy, got []",
    ],
    [
      "a pipeline's workflow by its path",
      (e) => (e.pipeline = { repository: "acme/shop", workflows: [".github/workflows/deploy.yml"] }),
      'pipeline.workflows.0: expected the name of a workflow\'s file, as in "deploy.yml", got ".github/workflows/deploy.yml"',
    ],
    [
      "a user of the database that RDS has already",
      (e) => (e.services.api.database.user = "rdsadmin"),
      'services.api.database.user: expected another name: PostgreSQL and RDS keep this one for themselves, got "rdsadmin"',
    ],
    [
      "a user of the database that would need quotes",
      (e) => (e.services.api.database.user = "shop-api"),
      'services.api.database.user: expected a PostgreSQL user in lower case, got "shop-api"',
    ],
    [
      "a schema that PostgreSQL has already",
      (e) => (e.services.api.database.schema = "pg_catalog"),
      'services.api.database.schema: expected another name: PostgreSQL or the platform keeps this one for itself, got "pg_catalog"',
    ],
    [
      "an extension with its version",
      (e) => (e.database.extensions = ["pgcrypto 1.3"]),
      'database.extensions.0: expected the name of an extension, as in "pgcrypto", got "pgcrypto 1.3"',
    ],
    [
      "a TLS policy that allows old versions",
      (e) => (e.loadBalancers.public.tlsPolicy = "ELBSecurityPolicy-2016-08"),
      'loadBalancers.public.tlsPolicy: expected a policy of TLS 1.2 or newer, as in ELBSecurityPolicy-TLS13-1-2-2021-06, got "ELBSecurityPolicy-2016-08"',
    ],
  ])("is refused: %s", (_, change, message) => {
    expect(problemsAfter(change)).toEqual([message]);
  });
});

describe("values that do not go together", () => {
  test.each<[string, Change, string]>([
    [
      "512 CPU units with 512 MiB",
      (e) => (e.services.api.memoryMiB = 512),
      "services.api.memoryMiB: 512 CPU units need 1024 to 4096 MiB, got 512",
    ],
    [
      "memory between two steps",
      (e) => (e.services.api.memoryMiB = 1500),
      "services.api.memoryMiB: 512 CPU units need memory in steps of 1024 MiB, got 1500",
    ],
    [
      "sidecars that take all memory",
      (e) => (e.services.api.sidecars = { proxy: { image: "nginx:1.29.3", memoryMiB: 1024 } }),
      "services.api.sidecars: together they take 1024 MiB of the task's 1024 MiB and leave none for the application; raise memoryMiB",
    ],
    [
      "no task from the start",
      (e) => (e.services.api.scaling = { minTasks: 0, maxTasks: 2, cpuPercent: 60, requestsPerTarget: 100 }),
      "services.api.scaling.minTasks: 0, and nothing starts a task again, since CPU, memory and requests are measured on running tasks; use 1 or more, or add a schedule to scaling.schedules with minTasks of 1 or more",
    ],
    [
      "no task from the evening on",
      (e) =>
        (e.services.api.scaling.schedules = { night: { schedule: "cron(0 20 * * ? *)", minTasks: 0, maxTasks: 1 } }),
      "services.api.scaling.schedules.night.minTasks: 0, and nothing starts a task again, since CPU, memory and requests are measured on running tasks; use 1 or more, or add a recurring schedule with minTasks of 1 or more",
    ],
    [
      "no task from the second evening on",
      (e) =>
        (e.services.api.scaling.schedules = {
          night: { schedule: "cron(0 20 * * ? *)", minTasks: 0, maxTasks: 1 },
          fair: { schedule: "at(2027-05-01T08:00:00)", minTasks: 2, maxTasks: 8 },
        }),
      "services.api.scaling.schedules.night.minTasks: 0, and nothing starts a task again, since CPU, memory and requests are measured on running tasks; use 1 or more, or add a recurring schedule with minTasks of 1 or more",
    ],
    [
      "a scaling minimum above the maximum",
      (e) => (e.services.api.scaling = { minTasks: 3, maxTasks: 2 }),
      "services.api.scaling.minTasks: 3 is above maxTasks 2; lower it, or raise maxTasks",
    ],
    [
      "a schedule's minimum above its maximum",
      (e) =>
        (e.services.api.scaling.schedules = { night: { schedule: "cron(0 20 * * ? *)", minTasks: 2, maxTasks: 1 } }),
      "services.api.scaling.schedules.night.minTasks: 2 is above maxTasks 1; lower it, or raise maxTasks",
    ],
    [
      "requests counted for a service without ingress",
      (e) => {
        delete e.services.api.ingress;
        e.services.api.scaling.requestsPerTarget = 100;
      },
      "services.api.scaling.requestsPerTarget: the service has no ingress, so requests are not counted; remove it, or add ingress",
    ],
    [
      "a health check that takes as long as its interval",
      (e) => (e.services.api.ingress.healthCheck = { path: "/", intervalSeconds: 10, timeoutSeconds: 10 }),
      "services.api.ingress.healthCheck.timeoutSeconds: 10 must be below intervalSeconds 10; lower it, or raise the interval",
    ],
    [
      "a container's health check that takes longer than its interval",
      (e) => (e.services.api.healthCheck = { command: ["CMD", "true"], intervalSeconds: 5, timeoutSeconds: 6 }),
      "services.api.healthCheck.timeoutSeconds: 6 must be below intervalSeconds 5; lower it, or raise the interval",
    ],
    [
      "a subnet outside the VPC",
      (e) =>
        (e.network.zones = {
          a: { public: "10.0.1.0/24", private: "10.0.3.0/24" },
          b: { public: "10.9.0.0/24", private: "10.0.4.0/24" },
        }),
      "network.zones.b.public: 10.9.0.0/24 is outside the VPC's 10.0.0.0/16; choose a range inside it",
    ],
    [
      "overlapping subnets",
      (e) =>
        (e.network.zones = {
          a: { public: "10.0.1.0/24", private: "10.0.3.0/24" },
          b: { public: "10.0.1.128/25", private: "10.0.4.0/24" },
        }),
      "network.zones.b.public: 10.0.1.128/25 overlaps network.zones.a.public (10.0.1.0/24); choose a free range",
    ],
    [
      "a single zone with its ranges",
      (e) => (e.network.zones = { a: { public: "10.0.1.0/24", private: "10.0.3.0/24" } }),
      "network.zones: expected at least two zones, got 1; load balancers and databases need two",
    ],
    [
      "no way for tasks to start",
      (e) => {
        e.network.nat = "none";
        e.network.interfaceEndpoints = ["ecr.api", "ecr.dkr"];
      },
      'network.interfaceEndpoints: without NAT tasks can start only with logs, secretsmanager, ssm; add them, or choose nat: "single"',
    ],
    [
      "two services with one host",
      (e) => {
        e.services.web.ingress.hosts = ["www.shop.com", "api.shop.com"];
      },
      "services.web.ingress.hosts.1: api.shop.com is already taken by services.api.ingress.hosts.0; give each service its own host or paths",
    ],
    [
      "two services with one host and path",
      (e) => {
        e.services.api.ingress.hosts = ["www.shop.com"];
        e.services.api.ingress.paths = ["/api/*"];
        e.services.web.ingress.paths = ["/api/*"];
      },
      "services.web.ingress.hosts.0: www.shop.com with /api/* is already taken by services.api.ingress.hosts.0; give each service its own host or paths",
    ],
    [
      "a host outside the zone",
      (e) => (e.services.api.ingress.hosts = ["api.shop.org"]),
      "services.api.ingress.hosts.0: api.shop.org is outside the zone shop.com; choose a host that ends in .shop.com",
    ],
    [
      "a host that only looks as if it were in the zone",
      (e) => (e.services.api.ingress.hosts = ["my-shop.com"]),
      "services.api.ingress.hosts.0: my-shop.com is outside the zone shop.com; choose a host that ends in .shop.com",
    ],
    [
      "hosts without a zone",
      (e) => delete e.dns,
      "dns: missing, but there are load balancers; name the Route 53 zone of their hosts",
    ],
    [
      "ingress without a port",
      (e) => delete e.services.api.port,
      "services.api.port: missing, but the service has ingress; say on which port the container listens",
    ],
    [
      "an unknown load balancer",
      (e) => (e.services.api.ingress.loadBalancer = "pubic"),
      'services.api.ingress.loadBalancer: there is no load balancer "pubic"; did you mean "public"?; the environment has public',
    ],
    [
      "a load balancer that nobody is behind",
      (e) => {
        e.loadBalancers.internal = { scheme: "internal" };
        e.services.api.ingress.loadBalancer = "public";
        e.services.web.ingress.loadBalancer = "public";
      },
      "loadBalancers.internal: no service is reached through it; remove it, or give a service ingress",
    ],
    [
      "a redirect to nowhere",
      (e) => (e.loadBalancers.public.redirects = { "shop.com": "ww.shop.com" }),
      'loadBalancers.public.redirects.shop.com: no service behind this load balancer answers ww.shop.com; did you mean "www.shop.com"?; redirect to a service\'s host',
    ],
    [
      "a priority given twice",
      (e) => {
        e.services.api.ingress.priority = 7;
        e.services.web.ingress.priority = 7;
      },
      "services.web.ingress.priority: 7 is also the priority of services.api.ingress.priority; give a service another one, from 1 to 1000",
    ],
    [
      "explicit priorities that do not reach for every host and path",
      (e) => {
        e.services.api.ingress.paths = ["/1", "/2", "/3"];
        e.services.api.ingress.priority = 999;
      },
      "services.api.ingress.priority: its hosts and paths take the priorities up to 1001, and 1000 is the highest; lower it",
    ],
    [
      "a priority that another service's further hosts take",
      (e) => {
        e.services.api.ingress.hosts = ["api.shop.com", "v1.shop.com"];
        e.services.api.ingress.priority = 7;
        e.services.web.ingress.priority = 8;
      },
      "services.web.ingress.priority: 8 is also the priority of services.api.ingress.priority; give a service another one, from 1 to 1000",
    ],
    [
      "a host that is served and redirected",
      (e) => (e.services.web.ingress.hosts = ["www.shop.com", "shop.com"]),
      "loadBalancers.public.redirects.shop.com: shop.com is already taken by services.web.ingress.hosts.1; give each service its own host or paths",
    ],
    [
      "two services for every request",
      (e) => {
        e.services.api.ingress = { paths: ["/*"], healthCheck: { path: "/" } };
        e.services.extra = { ...(e.services.web as object), ingress: { paths: ["/**"], healthCheck: { path: "/" } } };
      },
      "services.extra.ingress.paths.0: every path is already taken by services.api.ingress.paths.0; give each service its own host or paths",
    ],
    [
      "a route that a service with a priority hides",
      (e) => {
        e.services.api.ingress.hosts = ["*.shop.com"];
        e.services.api.ingress.priority = 7;
      },
      "services.web.ingress.hosts.0: no request for www.shop.com gets here: services.api.ingress.hosts.0 takes every one of them first, with priority 7; change services.api.ingress.priority",
    ],
    [
      "a redirect that a service with a priority hides",
      (e) => {
        e.services.api.ingress = { paths: ["/*"], priority: 8, healthCheck: { path: "/" } };
        e.services.web.ingress.priority = 7;
      },
      "loadBalancers.public.redirects.shop.com: no request for shop.com gets here: services.api.ingress.paths.0 takes every one of them first, with priority 8; change services.api.ingress.priority",
    ],
    [
      "a path of several that another service with a priority hides",
      (e) => {
        e.services.api.ingress.hosts = ["www.shop.com"];
        e.services.api.ingress.paths = ["/a*"];
        e.services.api.ingress.priority = 7;
        e.services.web.ingress.paths = ["/b/*", "/a?c/*"];
      },
      "services.web.ingress.hosts.0: no request for www.shop.com with /a?c/* gets here: services.api.ingress.hosts.0 takes every one of them first, with priority 7; change services.api.ingress.priority",
    ],
    [
      "two patterns of which neither is more specific",
      (e) => {
        e.services.api.ingress.hosts = ["www.shop.com"];
        e.services.api.ingress.paths = ["/a/*"];
        e.services.web.ingress.paths = ["/*/b", "/a"];
      },
      "services.web.ingress.hosts.0: www.shop.com with /*/b and www.shop.com with /a/* of services.api.ingress.hosts.0 take some of the same requests, and neither is more specific; give the service that goes first a priority, from 1 to 1000",
    ],
    [
      "a duplicate secret key",
      (e) => (e.services.api.secrets.operator = ["PAYMENT_URL", "SESSION_KEY"]),
      "services.api.secrets.operator.1: is declared at secrets.generated.0 already; declare it once",
    ],
    [
      "a key both plain and secret",
      (e) => (e.services.api.environment = { PAYMENT_URL: "https://pay.shop.com" }),
      "services.api.secrets.operator.0: is also a plain environment variable; remove one of the two",
    ],
    [
      "a key that the platform sets",
      (e) => (e.services.api.environment = { PGHOST: "localhost" }),
      "services.api.environment.PGHOST: is set by the platform for services that use the database; remove it",
    ],
    [
      "a key that the platform sets for tracing",
      (e) => {
        e.services.api.tracing = "enabled";
        e.services.api.environment = { OTEL_SERVICE_NAME: "api" };
      },
      "services.api.environment.OTEL_SERVICE_NAME: is set by the platform for services that are traced; remove it",
    ],
    [
      "a traced service with a sidecar named like the collector",
      (e) => {
        e.services.api.tracing = "enabled";
        e.services.api.sidecars = { "otel-collector": { image: "nginx:1.29.3" } };
      },
      'services.api.sidecars.otel-collector: another container of the task is called "otel-collector" too; choose another key',
    ],
    [
      "a traced service without memory for itself",
      (e) => {
        e.services.web.tracing = "enabled";
        e.services.web.sidecars = { proxy: { image: "nginx:1.29.3", memoryMiB: 256 } };
      },
      "services.web.sidecars: together they take 512 MiB of the task's 512 MiB and leave none for the application; raise memoryMiB",
    ],
    [
      "a traced service whose name X-Ray refuses",
      (e) => {
        e.services.api.tracing = "enabled";
        e.names = { tracedService: "shop-in-the-test-environments-{service}" };
      },
      'services.api: the X-Ray group and sampling rule name "shop-in-the-test-environments-api" has 33 characters, AWS allows 32; change the key, or names.tracedService',
    ],
    [
      "a variable named like a secret",
      (e) => (e.services.web.environment.ADMIN_PASSWORD = "x"),
      "services.web.environment.ADMIN_PASSWORD: the name says that it is a secret; a secret is only declared here: name it in secrets.generated or secrets.operator",
    ],
    [
      "a value that looks like a secret",
      (e) => (e.services.web.environment.UPSTREAM = "https://user:hunter2@shop.com"),
      "services.web.environment.UPSTREAM: the value looks like a secret; a secret is only declared here: name it in secrets.generated or secrets.operator",
    ],
    [
      "a service that uses a database that is not there",
      (e) => delete e.database,
      "services.api.database: the environment has no database; add one, or remove this",
    ],
    [
      "two services with one database user",
      (e) => (e.services.web.database = { user: "api", connectionsPerTask: 1 }),
      "services.web.database.user: api is already the user of services.api.database; give each service its own",
    ],
    [
      "a service that connects as the master user",
      (e) => (e.services.api.database.user = "platform"),
      "services.api.database.user: platform is the database's master user, who may do everything; give the service a user of its own",
    ],
    [
      "two services that own one schema",
      (e) => (e.services.web.database = { user: "web", connectionsPerTask: 1 }),
      'services.web.database.schema: public already belongs to the user of services.api.database; choose another schema, as in "web", or access: "reader"',
    ],
    [
      "a reader of a schema that no service owns",
      (e) => (e.services.web.database = { user: "web", access: "reader", schema: "sales", connectionsPerTask: 1 }),
      "services.web.database.schema: no service owns the schema sales, so there is nothing to read; choose one that has an owner: public",
    ],
    [
      "a reader where no service owns any schema",
      (e) => (e.services.api.database.access = "reader"),
      'services.api.database.schema: no service owns the schema public, so there is nothing to read; choose access: "owner"',
    ],
    [
      "an interface endpoint whose name is mistyped",
      (e) => (e.network.interfaceEndpoints = ["ecr.apis"]),
      'network.interfaceEndpoints.0: "ecr.apis" is no service with an interface endpoint that is known here; did you mean "ecr.api"?; correct it, or add it to src/config/endpoint-services.ts',
    ],
    [
      "an interface endpoint of S3, which its gateway endpoint makes needless",
      (e) => (e.network.interfaceEndpoints = ["logs", "s3"]),
      'network.interfaceEndpoints.1: "s3" is reached through a free gateway endpoint, which is always there; remove it',
    ],
    [
      "an interface endpoint of DynamoDB, to which AWS gives no private name",
      (e) => (e.network.interfaceEndpoints = ["dynamodb"]),
      'network.interfaceEndpoints.0: "dynamodb" is reached through a free gateway endpoint, so remove it and set network.dynamodbEndpoint to "created"',
    ],
    [
      "an interface endpoint that is there twice",
      (e) => (e.network.interfaceEndpoints = ["logs", "logs"]),
      "network.interfaceEndpoints.1: logs is there already; remove it",
    ],
    [
      "Performance Insights for a time that RDS does not offer",
      (e) => (e.database.insightsRetentionDays = 30),
      "database.insightsRetentionDays: expected 0, 7, a multiple of 31 up to 713, or 731 days, got 30",
    ],
    [
      "measurements at an interval that RDS does not offer",
      (e) => (e.database.monitoringIntervalSeconds = 20),
      "database.monitoringIntervalSeconds: expected 0, 1, 5, 10, 15, 30 or 60 seconds, got 20",
    ],
    [
      "storage that may grow to less than it is",
      (e) => (e.database.maxAllocatedStorageGiB = 20),
      "database.maxAllocatedStorageGiB: 20 must be a tenth above allocatedStorageGiB 20 at least; raise it to 22, or leave it out",
    ],
    [
      "a blue-green service without load balancer",
      (e) => {
        delete e.services.api.ingress;
        e.services.api.deployment = { kind: "blue-green" };
      },
      'services.api.deployment: blue-green moves requests behind a load balancer, and the service has no ingress; add ingress, or choose kind: "rolling"',
    ],
    [
      "a blue-green service without test listener",
      (e) => (e.services.api.deployment = { kind: "blue-green" }),
      "loadBalancers.public.testListener: missing, but api is deployed blue-green; say who may see new tasks beforehand",
    ],
    [
      "a rolling service with a target group named like a second one",
      (e) => (e.names = { targetGroup: { api: "shop-api-bl", default: "shop-{service}-{color}" } }),
      'services.api.deployment: a rolling service has one target group, and "shop-api-bl" is named like the second one of a blue-green service; change names.targetGroup, or the deployment',
    ],
    [
      "a rolling service that could replace no task",
      (e) => (e.services.api.deployment = { kind: "rolling", minimumHealthyPercent: 100, maximumPercent: 100 }),
      "services.api.deployment.minimumHealthyPercent: 100 is not below maximumPercent 100, so no task could be replaced; lower it, or raise maximumPercent",
    ],
    [
      "a test listener that nobody reaches",
      (e) => (e.loadBalancers.public.testListener = { allowedCidrs: ["10.8.0.0/16"] }),
      "loadBalancers.public.testListener.allowedCidrs.0: 10.8.0.0/16 is private, and an internet-facing load balancer has no clients from there; name the public addresses of an office, a VPN or a NAT gateway",
    ],
    [
      "ingress with neither hosts nor paths",
      (e) => delete e.services.api.ingress.hosts,
      'services.api.ingress: has neither hosts nor paths; name hosts, or paths: ["/*"] for every request',
    ],
    [
      "an unknown existing database",
      (e) => {
        e.existingDatabases = { "shop-cluster": {} };
        e.services.api.existingDatabases = ["shop-clustr"];
      },
      'services.api.existingDatabases.0: there is no cluster "shop-clustr"; did you mean "shop-cluster"?; add it to the environment\'s existingDatabases',
    ],
    [
      "a sidecar that asks for a key that is not declared",
      (e) => (e.services.api.sidecars = { proxy: { image: "nginx:1.29.3", secrets: ["PAYMENT_URI"] } }),
      'services.api.sidecars.proxy.secrets.0: is not declared; did you mean "PAYMENT_URL"?; add it to secrets.operator or secrets.generated of the service',
    ],
    [
      "two sources of one image",
      (e) => (e.services.api.publicImage = "nginx:1.29.3"),
      "services.api: expected either repository or publicImage, got both; say where its image comes from",
    ],
    [
      "no source of an image",
      (e) => delete e.services.api.repository,
      "services.api: expected either repository or publicImage, got neither; say where its image comes from",
    ],
    [
      "ECS Exec with a read-only root file system",
      (e) => (e.services.api.exec = "enabled"),
      "services.api.exec: ECS Exec needs a writable root file system; say so in writableRootFilesystem, or disable exec",
    ],
    [
      "a sidecar with the application's name",
      (e) => (e.services.api.sidecars = { api: { image: "nginx:1.29.3" } }),
      'services.api.sidecars.api: another container of the task is called "api" too; choose another key',
    ],
    [
      "a sidecar with the name of one of the platform's",
      (e) => (e.services.api.sidecars = { volumes: { image: "nginx:1.29.3" } }),
      'services.api.sidecars.volumes: another container of the task is called "volumes" too; choose another key',
    ],
    [
      "a service with the name of one of the platform's containers",
      (e) => {
        const { web, ...others } = e.services as Record<string, unknown>;
        e.services = { ...others, tls: web };
      },
      'services.tls: another container of the task is called "tls" too; choose another key',
    ],
    [
      "a scratch path that is scratch anyway",
      (e) => (e.services.api.scratch = ["/app/tmp", "/tmp"]),
      "services.api.scratch.1: /tmp is already writable by itself; remove it",
    ],
    [
      "a scratch path named twice, in a sidecar",
      (e) => (e.services.api.sidecars = { proxy: { image: "nginx:1.29.3", scratch: ["/run", "/run"] } }),
      "services.api.sidecars.proxy.scratch.1: /run is there already; remove it",
    ],
    [
      "a scratch path in the place of the file system",
      (e) => {
        e.services.api.fileSystem = { path: "/data", uid: 1, gid: 1 };
        e.services.api.scratch = ["/data"];
      },
      "services.api.scratch.0: /data is already the service's file system; remove it",
    ],
    [
      "a port behind TLS without a sidecar",
      (e) => (e.services.api.ingress.applicationPort = 3001),
      'services.api.ingress.applicationPort: only a TLS sidecar stands between two ports, and tls is "none"; remove it, or choose tls: "sidecar"',
    ],
    [
      "one port for the TLS sidecar and the application",
      (e) => {
        e.services.api.ingress.tls = "sidecar";
        e.services.api.ingress.applicationPort = 3000;
      },
      "services.api.ingress.applicationPort: 3000 is the port that the TLS sidecar listens on; choose another one",
    ],
    [
      "no port after that of the TLS sidecar",
      (e) => {
        e.services.api.port = 65_535;
        e.services.api.ingress.tls = "sidecar";
      },
      "services.api.ingress.applicationPort: missing, and there is no port after 65535; choose one",
    ],
    [
      "a PORT of its own behind a TLS sidecar",
      (e) => {
        e.services.web.environment.PORT = "3000";
        e.services.web.ingress.tls = "sidecar";
      },
      "services.web.environment.PORT: PORT is set by the platform where a TLS sidecar has the service's port; set ingress.applicationPort instead",
    ],
    [
      "a secret PORT behind a TLS sidecar",
      (e) => {
        e.services.api.secrets.operator = ["PORT"];
        e.services.api.ingress.tls = "sidecar";
      },
      "services.api.secrets: PORT is set by the platform where a TLS sidecar has the service's port; set ingress.applicationPort instead",
    ],
    [
      "more containers in a task than ECS takes, with those of the platform",
      (e) => {
        const image = "nginx:1.29.3";
        e.services.api.sidecars = Object.fromEntries(
          ["a", "b", "c", "d", "e", "f", "g"].map((key) => [key, { image }]),
        );
        e.services.api.release = { command: ["migrate"] };
        e.services.api.ingress.tls = "sidecar";
      },
      "services.api.sidecars: the task has 12 containers, those included that the platform adds (volumes, database-user, release, tls), and ECS takes 10; remove 2",
    ],
    [
      "sidecars that leave no memory once TLS is ended too",
      (e) => {
        e.services.web.sidecars = { cache: { image: "redis:8.2.1", memoryMiB: 384 } };
        e.services.web.ingress.tls = "sidecar";
      },
      "services.web.sidecars: together they take 512 MiB of the task's 512 MiB and leave none for the application; raise memoryMiB",
    ],
    [
      "an image from a public registry without NAT",
      (e) => (e.network.nat = "none"),
      'services.api.database: needs an image from a public registry, which tasks cannot reach without NAT; choose nat: "single"',
    ],
    [
      "scratch space without NAT, since a container from a public registry prepares it",
      (e) => (e.network.nat = "none"),
      'services.web.scratch: needs an image from a public registry, which tasks cannot reach without NAT; choose nat: "single"',
    ],
    [
      "a traced service without NAT",
      (e) => {
        e.network.nat = "none";
        e.network.interfaceEndpoints = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"];
        delete e.database;
        delete e.services.api.database;
        e.services.api.tracing = "enabled";
      },
      'services.api.tracing: needs an image from a public registry, which tasks cannot reach without NAT; choose nat: "single"',
    ],
    [
      "more connections than the database takes",
      (e) => {
        e.services.api.scaling.schedules = { day: { schedule: "cron(0 8 ? * * *)", minTasks: 1, maxTasks: 8 } };
        e.services.api.release = { command: ["migrate"] };
        e.services.web.database = { user: "web", connectionsPerTask: 10 };
        e.services.web.deployment = { kind: "rolling", maximumPercent: 100, minimumHealthyPercent: 0 };
      },
      'database.instanceClass: db.t3.micro takes 74 connections from applications, and 100 may be open at once: api 80 (8 tasks, 16 while they are replaced, 5 connections each) + web 20 (2 tasks, 10 connections each); lower maxTasks or connectionsPerTask, choose a larger class, or proxy: "created"',
    ],
    [
      "more connections than the database takes, counted for both colors of a blue-green service",
      (e) => {
        e.loadBalancers.public.testListener = { allowedCidrs: ["192.0.2.0/24"] };
        e.services.api.deployment = { kind: "blue-green" };
        e.services.api.database.connectionsPerTask = 20;
        e.services.api.release = { command: ["migrate"] };
        e.services.api.tasks = { "clean-up": { command: ["clean-up"] } };
      },
      'database.instanceClass: db.t3.micro takes 74 connections from applications, and 120 may be open at once: api 120 (2 tasks, 4 while they are replaced, the task release, the task clean-up, 20 connections each); lower maxTasks or connectionsPerTask, choose a larger class, or proxy: "created"',
    ],
    [
      "an instance class whose memory is not known",
      (e) => (e.database.instanceClass = "db.t3.macro"),
      'database.instanceClass: the memory of db.t3.macro is not known, nor how many connections it takes; did you mean "db.t3.micro"?; choose one of the families t3, t4g, m5, m6g, m6i, m7g, r5, r6g, r6i, r7g, or add it to src/config/instance-classes.ts',
    ],
    [
      "a proxy that nobody connects to",
      (e) => {
        e.database.proxy = "created";
        delete e.services.api.database;
      },
      "database.proxy: no service uses the database; remove it, or give a service database",
    ],
    [
      "a target group name of 33 characters",
      (e) => (e.names = { targetGroup: "a-target-group-name-abc{service}-{hash}" }),
      'services.api: the target group name "a-target-group-name-abcapi-000000" has 33 characters, AWS allows 32; change the key, or names.targetGroup',
    ],
    [
      "a name with a character that AWS refuses",
      (e) => (e.names = { database: "Shop_Test" }),
      'names.database: the RDS instance name "Shop_Test" may hold only lower-case letters, digits and single inner hyphens, a letter first; change the key, or names.database',
    ],
    [
      "the second of two generated secrets that AWS refuses",
      (e) => {
        e.names = { generatedSecret: "a b/{key}" };
        e.services.api.secrets.generated = ["SESSION_KEY", "COOKIE_KEY"];
      },
      'services.api.secrets.generated.1: the secret name "a b/COOKIE_KEY" may hold only letters, digits and /_+=.@-; change the key, or names.generatedSecret',
    ],
    [
      "an unknown repository",
      (e) => (e.services.api.repository = "shop/apii"),
      'services.api.repository: account shop has no repository "shop/apii"; did you mean "shop/api"?; add it to the account\'s repositories',
    ],
    [
      "a region that AWS does not have",
      (e) => (e.region = "us-eats-1"),
      'region: expected an AWS region, as in "us-east-1", got "us-eats-1"; did you mean "us-east-1"?',
    ],
    [
      "a file system where tasks have their own files",
      (e) => (e.services.api.fileSystem = { path: "/tmp", uid: 1000, gid: 1000 }),
      "services.api.fileSystem.path: /tmp is writable by itself, and lost with its task; choose another path",
    ],
    [
      "a region other than the account's",
      (e) => (e.region = "eu-central-1"),
      "region: account shop has its state and its image repositories in us-east-1, and its environments are beside them, not in eu-central-1; use us-east-1, or an account of its own",
    ],
    [
      "an account that is not defined",
      (e) => (e.account = "999999999999"),
      "account: there is no account 999999999999; define it beside the environment, or use one of 111122223333",
    ],
  ])("are refused: %s", (_, change, message) => {
    expect(problemsAfter(change)).toContain(message);
  });
});

test("tasks may open as many connections as they like where a proxy shares them out", () => {
  const many: Change = (e) => {
    e.database.proxy = "created";
    e.services.api.database.connectionsPerTask = 500;
  };

  expect(problemsAfter(many)).toEqual([]);
});

describe("environments that get in each other's way", () => {
  test("is not said of environments that do not", () => {
    expect(problemsBeside(() => undefined)).toEqual([]);
  });

  test.each<[string, Change, string]>([
    [
      "overlapping ranges",
      (e) => (e.network.cidr = "10.0.128.0/17"),
      "network.cidr: 10.0.128.0/17 overlaps shop-test; choose a free range",
    ],
    [
      "one host in both",
      (e) => (e.services.api.ingress.hosts = ["api.shop.com"]),
      "services.api.ingress.hosts.0: api.shop.com belongs to shop-test already; choose another host",
    ],
    [
      "one first name of both certificates",
      (e) => delete e.dns.domain,
      "dns.domain: shop.com is the first name of the certificate of shop-test already; set it to a host of this environment",
    ],
    [
      "one name in both",
      (e) => (e.stage = "test"),
      "stage: another environment is called shop-test too, and they would share one state; choose another stage",
    ],
  ])("are refused: %s", (_, change, message) => {
    expect(problemsBeside(change)).toContain(message);
  });
});

test("all problems of all environments are in one message", () => {
  const broken: Draft = validEnvironment();
  broken.services.api.memoryMiB = 512;
  broken.services.web.scaling = { minTasks: 3, maxTasks: 1 };
  const other: Draft = validEnvironment();
  other.stage = "other";
  delete other.region;

  expect(() => checkPlatform({ accounts: [validAccount()], environments: [broken, other] })).toThrow(
    [
      'environment "shop-other" has 1 problem:',
      '  region: missing; expected an AWS region, as in "us-east-1"',
      "",
      'environment "shop-test" has 2 problems:',
      "  services.api.memoryMiB: 512 CPU units need 1024 to 4096 MiB, got 512",
      "  services.web.scaling.minTasks: 3 is above maxTasks 1; lower it, or raise maxTasks",
    ].join("\n"),
  );
});
