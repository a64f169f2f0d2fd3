import type { AccountInput } from "../../src/config/account";
import type { EnvironmentInput } from "../../src/config/environment";
import { checkPlatform, type Platform } from "../../src/config/platform";

/** Parts of an environment that a test may change or remove at will, right or wrong. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- bad input is just what no type describes
export type Draft = any;

/** A small account that nothing is wrong with. */
export function validAccount(): AccountInput {
  return { name: "shop", id: "111122223333", region: "us-east-1", repositories: { "shop/api": {}, "shop/web": {} } };
}

/** A small environment that nothing is wrong with: two services behind a load balancer, and a database. */
export function validEnvironment(): EnvironmentInput {
  return {
    product: "shop",
    stage: "test",
    account: "111122223333",
    region: "us-east-1",
    onDestroy: "delete",
    network: { kind: "managed", cidr: "10.0.0.0/16", zones: ["a", "b"] },
    dns: { zone: "shop.com" },
    loadBalancers: { public: { scheme: "internet-facing", redirects: { "shop.com": "www.shop.com" } } },
    database: {
      engineVersion: "15",
      instanceClass: "db.t3.micro",
      allocatedStorageGiB: 20,
      availability: "single-zone",
      databaseName: "shop",
    },
    services: {
      api: {
        repository: "shop/api",
        port: 3000,
        cpu: 512,
        memoryMiB: 1024,
        secrets: { generated: ["SESSION_KEY"], operator: ["PAYMENT_URL"] },
        database: { user: "api", connectionsPerTask: 5 },
        ingress: { hosts: ["api.shop.com"], healthCheck: { path: "/health" } },
        scaling: { minTasks: 1, maxTasks: 2, cpuPercent: 60 },
      },
      web: {
        repository: "shop/web",
        port: 3000,
        cpu: 256,
        memoryMiB: 512,
        environment: { NODE_ENV: "production" },
        ingress: { hosts: ["www.shop.com"], healthCheck: { path: "/" } },
        scaling: { minTasks: 1, maxTasks: 2 },
      },
    },
  };
}

/** The valid environment after a change, checked by itself. */
export function checked(change: (environment: Draft) => void = () => undefined): Platform {
  const environment = validEnvironment();
  change(environment);
  return checkPlatform({ accounts: [validAccount()], environments: [environment] });
}

/** What is said about the valid environment after a change: the lines below the heading, or none. */
export function problemsAfter(change: (environment: Draft) => void): string[] {
  return problemsOf(() => checked(change));
}

/** What is said about a second environment, made from the valid one with another stage, range, hosts and names. */
export function problemsBeside(change: (environment: Draft) => void): string[] {
  return problemsOf(() => checkedBeside(change));
}

/** The valid environment, and a second one after a change. */
export function checkedBeside(change: (environment: Draft) => void): Platform {
  const second: Draft = validEnvironment();
  second.stage = "second";
  second.network.cidr = "10.1.0.0/16";
  second.dns.domain = "second.shop.com";
  second.loadBalancers.public.redirects = {};
  second.services.api.ingress.hosts = ["api.second.shop.com"];
  second.services.web.ingress.hosts = ["www.second.shop.com"];
  change(second);
  return checkPlatform({ accounts: [validAccount()], environments: [validEnvironment(), second] });
}

/** The lines below the headings of what a check says; none when it says nothing. */
export function problemsOf(check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    return (error as Error).message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}
