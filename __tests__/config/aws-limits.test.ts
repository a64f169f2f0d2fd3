import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { type Draft, problemsAfter } from "../support/platform";

type Change = (environment: Draft) => void;

const refused: [string, Change, string][] = [
  [
    "a capacity provider twice",
    (e) => (e.services.api.capacity = [spot(1), spot(2)]),
    "services.api.capacity.1.provider: FARGATE_SPOT is there already; say its weight and base once",
  ],
  [
    "two capacity providers with a base",
    (e) =>
      (e.services.api.capacity = [
        { provider: "FARGATE", weight: 1, base: 1 },
        { ...spot(1), base: 1 },
      ]),
    "services.api.capacity.1.base: only one provider may have a base, and capacity.0 has one; remove it",
  ],
  [
    "capacity providers without a weight",
    (e) => (e.services.api.capacity = [spot(0)]),
    "services.api.capacity: every weight is 0, and ECS wants one above it; raise one",
  ],
  [
    "a port opened that is open anyway",
    (e) => (e.services.api.egress = { partner: { port: 443 } }),
    "services.api.egress.partner: every service reaches port 443 everywhere by itself; remove it",
  ],
  [
    "a port opened twice",
    (e) => (e.services.api.egress = { queue: { port: 5671 }, broker: { port: 5671 } }),
    "services.api.egress.broker: opens the same as egress.queue; remove one",
  ],
  [
    "a connection named like the platform's own",
    (e) => (e.services.api.egress = { database: { port: 5432, cidr: "10.9.0.0/16" } }),
    'services.api.egress.database: another connection of the service is called "database" too; choose another name',
  ],
  [
    "a test listener where everybody connects",
    (e) => (e.loadBalancers.public.testListener = { port: 443, allowedCidrs: ["203.0.113.0/24"] }),
    "loadBalancers.public.testListener.port: 443 is where everybody connects; choose another port, as in 8443",
  ],
  [
    "a range let in twice",
    (e) => (e.loadBalancers.public.allowedCidrs = ["203.0.113.0/24", "203.0.113.0/24"]),
    "loadBalancers.public.allowedCidrs.1: 203.0.113.0/24 is there already; remove it",
  ],
  [
    "a tester's range let in twice",
    (e) => (e.loadBalancers.public.testListener = { allowedCidrs: ["203.0.113.0/24", "203.0.113.0/24"] }),
    "loadBalancers.public.testListener.allowedCidrs.1: 203.0.113.0/24 is there already; remove it",
  ],
  [
    "a network whose computed subnets are too small for a load balancer",
    (e) => (e.network.cidr = "10.0.0.0/24"),
    "network.cidr: 10.0.0.0/24 is too small: its subnet 10.0.0.0/28 is too small for a load balancer, which wants /27; widen it",
  ],
  [
    "a subnet that AWS does not make so small",
    (e) =>
      (e.network.zones = {
        a: { public: "10.0.1.0/24", private: "10.0.3.0/29" },
        b: { public: "10.0.2.0/24", private: "10.0.4.0/24" },
      }),
    "network.zones.a.private: 10.0.3.0/29 is too small for a subnet; AWS takes them up to /28; widen it",
  ],
  [
    "a public subnet that is too small for a load balancer",
    (e) =>
      (e.network.zones = {
        a: { public: "10.0.1.0/28", private: "10.0.3.0/28" },
        b: { public: "10.0.2.0/24", private: "10.0.4.0/24" },
      }),
    "network.zones.a.public: 10.0.1.0/28 is too small for a load balancer, which wants /27; widen it",
  ],
  [
    "more tasks than the private subnets have addresses",
    (e) => {
      e.network.cidr = "10.0.0.0/23";
      e.network.interfaceEndpoints = ["logs"];
      e.services.web.scaling.maxTasks = 30;
    },
    "network.cidr: private subnets have 54 addresses, and tasks may need 64 while they are replaced beside 2 of load balancers and endpoints; widen them, or lower maxTasks",
  ],
  [
    "a shell in tasks of a closed network without the way to it",
    (e) => {
      e.network.nat = "none";
      e.services.web.exec = "enabled";
    },
    'services.web.exec: is reached through the endpoint "ssmmessages" only, without NAT; add it to network.interfaceEndpoints, or choose nat: "single"',
  ],
  [
    "queues of a closed network without the way to them",
    (e) => {
      e.network.nat = "none";
      e.network.interfaceEndpoints = ["monitoring"];
      e.services.web.access = { queues: { jobs: { access: "send" } }, monitoring: "read" };
    },
    'services.web.access.queues: is reached through the endpoint "sqs" only, without NAT; add it to network.interfaceEndpoints, or choose nat: "single"',
  ],
  [
    "a schedule of scaling that AWS does not understand",
    (e) => (e.services.api.scaling.schedules = { night: { ...night, schedule: "cron(0 22 * * *)" } }),
    "services.api.scaling.schedules.night.schedule: cron(0 22 * * *) has 5 fields, and AWS takes 6: minutes hours day-of-month month day-of-week year; write it as in cron(0 3 * * ? *)",
  ],
  [
    "a moment of scaling that is none",
    (e) => (e.services.api.scaling.schedules = { night: { ...night, schedule: "at(2026-13-24T18:00:00)" } }),
    "services.api.scaling.schedules.night.schedule: at(2026-13-24T18:00:00) is no moment; write it as in at(2026-12-24T18:00:00)",
  ],
  [
    "a schedule of scaling in a time zone that there is not",
    (e) => (e.services.api.scaling.schedules = { night: { ...night, timezone: "Europe/Berlyn" } }),
    'services.api.scaling.schedules.night.timezone: "Europe/Berlyn" is no time zone; did you mean "Europe/Berlin"?; write it as in "Europe/Berlin" or "Etc/UTC"',
  ],
  [
    "a blue-green service scaled by requests",
    (e) => {
      e.loadBalancers.public.testListener = { allowedCidrs: ["203.0.113.0/24"] };
      e.services.api.deployment = { kind: "blue-green" };
      e.services.api.scaling.requestsPerTarget = 100;
    },
    "services.api.scaling.requestsPerTarget: AWS does not scale blue-green services by requests; use cpuPercent or memoryPercent",
  ],
  [
    "a TLS sidecar on a port that only root may listen on",
    (e) => {
      e.services.api.port = 443;
      e.services.api.ingress.tls = "sidecar";
    },
    "services.api.port: 443 is for the administrator only, and the TLS sidecar does not run as root; choose a port from 1024 on",
  ],
  [
    "a deployment configuration with too long a name",
    (e) => {
      e.loadBalancers.public.testListener = { allowedCidrs: ["203.0.113.0/24"] };
      e.services.api.deployment = { kind: "blue-green", traffic: { kind: "canary", percent: 10, minutes: 5 } };
      e.names = { codeDeploy: `${"x".repeat(85)}-{service}` };
    },
    `services.api.deployment.traffic: the deployment configuration "${"x".repeat(85)}-api-canary-10-5" has 101 characters, and CodeDeploy takes 100; shorten names.codeDeploy`,
  ],
  [
    "variables that fit into no task definition",
    (e) => (e.services.web.environment = { RULES: "x".repeat(66_000) }),
    definition("web", 66_090),
  ],
  [
    "variables that fit by their characters, and not by their bytes",
    (e) => (e.services.web.environment = { RULES: "ü".repeat(33_000) }),
    definition("web", 66_090),
  ],
  [
    "a command that fits into a task definition alone, and not once more for the release",
    (e) => {
      e.services.api.environment = { RULES: "x".repeat(33_000) };
      e.services.api.release = { command: ["bin/rails", "db:migrate"] };
    },
    definition("api", 66_582),
  ],
  [
    "secrets that fit into no task definition",
    (e) => (e.services.web.secrets = { operator: Array.from({ length: 800 }, (_, index) => `SECRET_${index}`) }),
    definition("web", 71_992),
  ],
  [
    "a health check that fits into no task definition",
    (e) => (e.services.web.healthCheck = { command: ["CMD-SHELL", "x".repeat(66_000)] }),
    definition("web", 66_221),
  ],
  [
    "a certificate for too long a name",
    (e) => (e.dns.domain = `${"x".repeat(60)}.shop.com`),
    `dns.domain: ${"x".repeat(60)}.shop.com has 69 characters, and ACM issues certificates to names of at most 64; choose a shorter host`,
  ],
  [
    "a certificate for too many names",
    (e) => (e.loadBalancers.public.redirects = redirects(99)),
    "services: the load balancers' certificate has 102 names, and ACM takes 100 at most; let services share hosts, each with its paths",
  ],
  [
    "static assets at too long a name",
    (e) => (e.staticAssets = { host: `${"x".repeat(60)}.shop.com` }),
    `staticAssets.host: ${"x".repeat(60)}.shop.com has 69 characters, and ACM issues certificates to names of at most 64; choose a shorter host`,
  ],
  [
    "a host that fits into no listener rule",
    (e) => (e.services.api.ingress.hosts = [`${"x".repeat(60)}.${"y".repeat(60)}.shop.com`]),
    `services.api.ingress.hosts.0: expected a host name of at most 128 characters, got "${"x".repeat(56)}…`,
  ],
  [
    "more wildcards than a listener rule takes",
    (e) => (e.services.api.ingress.paths = ["/*/a/*/b/*/c/*", "/*/a/???/b/*/c/??"]),
    "services.api.ingress.hosts.0: 7 wildcards in the host and /*/a/???/b/*/c/??; a listener rule takes 6, so write fewer of * and ?",
  ],
  [
    "more target groups than a load balancer takes",
    (e) => {
      e.loadBalancers.public.testListener = { allowedCidrs: ["203.0.113.0/24"] };
      const web = e.services.web as object;
      for (let index = 1; index <= 50; index++) {
        const ingress = { hosts: [`s${index}.shop.com`], healthCheck: { path: "/" } };
        Object.assign(e.services, { [`s${index}`]: { ...web, ingress, deployment: { kind: "blue-green" } } });
      }
    },
    "loadBalancers.public: its services have 102 target groups, two for each blue-green one, and a load balancer takes 100; give some of them another load balancer",
  ],
  [
    "a path pattern that load balancers refuse",
    (e) => (e.services.api.ingress.paths = ["/a b"]),
    'services.api.ingress.paths.0: expected a path from its first slash, of at most 128 letters, digits and _-.$/~"\'@:+&*?, as in "/api/*", got "/a b"',
  ],
  [
    "statuses that are none",
    (e) => (e.services.api.ingress.healthCheck.statusCodes = "2xx"),
    'services.api.ingress.healthCheck.statusCodes: expected statuses from 200 to 499, as in "200", "200,302" or "200-299", got "2xx"',
  ],
  [
    "a backup at no time of day",
    (e) => (e.database.backupWindow = "24:00-25:00"),
    'database.backupWindow: expected a daily window in UTC, as in "03:00-04:00", got "24:00-25:00"',
  ],
  [
    "a backup during maintenance",
    (e) => (e.database.backupWindow = "05:00-06:00"),
    "database.backupWindow: 05:00-06:00 meets the maintenanceWindow sun:04:30-sun:05:30, and RDS wants them apart; move one",
  ],
  [
    "too short a backup window",
    (e) => (e.database.backupWindow = "03:00-03:15"),
    "database.backupWindow: 03:00-03:15 is shorter than 30 minutes; widen it",
  ],
  [
    "a maintenance window of a day",
    (e) => (e.database.maintenanceWindow = "sun:04:30-mon:04:30"),
    "database.maintenanceWindow: sun:04:30-mon:04:30 is not shorter than a day; end it earlier",
  ],
  [
    "a database's user that RDS keeps for itself",
    (e) => (e.database.masterUsername = "admin"),
    'database.masterUsername: expected another name: RDS keeps admin, user, rds… and pg_… for itself, got "admin"',
  ],
  [
    "a key's alias with a dot",
    (e) => (e.names = { keyAlias: "shop.{key}" }),
    'names.keyAlias: the KMS alias name "shop.environment" may hold only letters, digits and _-/, without aws/ in front; change the key, or names.keyAlias',
  ],
  [
    "more tags than AWS takes beside the platform's own",
    (e) => (e.tags = tags(46)),
    "tags: 46 tags and up to 5 of the platform's own are 51, and AWS takes 50; remove 1",
  ],
  [
    "more tags than an object in S3 takes",
    (e) => {
      e.staticAssets = { host: "assets.shop.com" };
      e.tags = tags(8);
    },
    "tags: 8 tags and up to 3 of the platform's own are 11, and S3 takes of the static assets' error page 10; remove 1",
  ],
  [
    "more tags than a zone takes",
    (e) => {
      e.dns.zoneOwner = "managed";
      e.tags = tags(9);
    },
    "tags: 9 tags and up to 3 of the platform's own are 12, and Route 53 takes of a zone 10; remove 2",
  ],
  [
    "a tag that differs from the platform's in case only",
    (e) => (e.tags = { Environment: "test" }),
    'tags.Environment: there is a tag "environment" already, and IAM does not tell case apart; rename it',
  ],
  [
    "a tag that AWS keeps for itself",
    (e) => (e.tags = { "aws:owner": "shop" }),
    'tags.aws:owner: AWS keeps tags that begin with "aws:" for itself; rename it',
  ],
  [
    "a tag with a character that IAM refuses",
    (e) => (e.tags = { owner: "shop & co" }),
    "tags.owner: a tag may hold only letters, digits, spaces and _.:/=+-@; change it",
  ],
  [
    "a tag with too long a value",
    (e) => (e.tags = { owner: "x".repeat(257) }),
    "tags.owner: its value has 257 characters, and AWS takes 256; shorten it",
  ],
];

function definition(service: string, bytes: number): string {
  return `services.${service}: its task definition has ${bytes} bytes, and ECS takes 65536; move what is long in its variables and commands into a file of the image, or to Parameter Store`;
}

function tags(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "x"]));
}

const night = { schedule: "cron(0 22 * * ? *)", minTasks: 1, maxTasks: 1 };

function redirects(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`r${index}.shop.com`, "www.shop.com"]));
}

function spot(weight: number): object {
  return { provider: "FARGATE_SPOT", weight };
}

describe("what AWS would refuse at apply", () => {
  test.each(refused)("is refused before: %s", (_, change, message) => {
    expect(problemsAfter(change)).toContain(message);
  });

  test.each<[string, Change]>([
    ["one base beside spot capacity", (e) => (e.services.api.capacity = [{ ...spot(1), base: 1 }, onDemand])],
    ["a port of some range only", (e) => (e.services.api.egress = { partner: { port: 443, cidr: "10.9.0.0/16" } })],
    ["scaling at a moment", (e) => (e.services.api.scaling.schedules = { night: { ...night, ...moment } })],
    ["several statuses", (e) => (e.services.api.ingress.healthCheck.statusCodes = "200,301")],
    ["a path pattern with wildcards", (e) => (e.services.api.ingress.paths = ["/api/v?/*"])],
    ["a small network without load balancers", withoutLoadBalancers],
    ["an existing cluster beside the database", (e) => (e.existingDatabases = { "shop-cluster": {} })],
    ["tags", (e) => (e.tags = { "cost-center": "4711", Owner: "Größe + Söhne" })],
    ["45 tags", (e) => (e.tags = tags(45))],
    ["variables of 60,000 characters", (e) => (e.services.web.environment = { RULES: "x".repeat(60_000) })],
  ])("is not said of %s", (_, change) => {
    expect(problemsAfter(change)).toEqual([]);
  });

  test("is said of every backup that begins or ends within the maintenance, and of no other", () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const length = fc.integer({ min: 30, max: 600 });
    fc.assert(
      fc.property(minute, length, (from, minutes) => {
        const found = problemsAfter((e) => (e.database.backupWindow = `${time(from)}-${time(from + minutes)}`));
        const meets = Array.from({ length: minutes }, (_unused, passed) => (from + passed) % 1440).some(
          (now) => now >= 270 && now < 330, // from 04:30 to 05:30
        );
        expect(found.length > 0).toBe(meets);
      }),
      { numRuns: 50 },
    );
  });
});

const onDemand = { provider: "FARGATE", weight: 1 };
const moment = { schedule: "at(2026-12-24T18:00:00)" };

function withoutLoadBalancers(environment: Draft): void {
  environment.network.cidr = "10.0.0.0/24";
  environment.loadBalancers = {};
  for (const key of ["api", "web"]) delete environment.services[key].ingress;
}

function time(minutes: number): string {
  const ofDay = minutes % 1440;
  return `${String(Math.floor(ofDay / 60)).padStart(2, "0")}:${String(ofDay % 60).padStart(2, "0")}`;
}
