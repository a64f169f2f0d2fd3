import { App } from "cdktf";

import type { EnvironmentInput } from "../src/config/environment";
import { checkPlatform } from "../src/config/platform";
import { EnvironmentStack } from "../src/stacks/environment-stack";

/** Synthesizes one environment with as many services as the command line says, each with all that a usual one has. */
function synthesize(services: number): void {
  const { accounts, environments } = checkPlatform({
    accounts: [{ name: "bench", id: "111122223333", region: "us-east-1", repositories: { bench: {} } }],
    environments: [environmentOf(services)],
  });
  const app = new App();
  for (const environment of environments)
    for (const account of accounts) new EnvironmentStack(app, environment, account);
  app.synth();
}

/** Limits of AWS, which an environment of so many services must keep to. */
const servicesOfLoadBalancer = 100;
const hosts = 90;

function environmentOf(services: number): EnvironmentInput {
  return {
    product: "bench",
    stage: "test",
    account: "111122223333",
    region: "us-east-1",
    onDestroy: "delete",
    network: { kind: "managed", cidr: "10.0.0.0/16", zones: ["a", "b"] },
    dns: { zone: "example.com" },
    loadBalancers: Object.fromEntries(
      Array.from({ length: Math.ceil(services / servicesOfLoadBalancer) }, (_, index) => [
        `public${index}`,
        { scheme: "internet-facing" },
      ]),
    ),
    services: Object.fromEntries(Array.from({ length: services }, (_, index) => [`s${index}`, serviceOf(index)])),
  };
}

function serviceOf(index: number): EnvironmentInput["services"][string] {
  return {
    repository: "bench",
    port: 3000,
    cpu: 256,
    memoryMiB: 512,
    environment: { NODE_ENV: "production" },
    secrets: { generated: ["TOKEN"], operator: ["API_KEY"] },
    ingress: {
      loadBalancer: `public${Math.floor(index / servicesOfLoadBalancer)}`,
      hosts: [`h${index % hosts}.example.com`],
      paths: [`/s${index}/*`],
      priority: index + 1,
      healthCheck: { path: "/health" },
    },
    scaling: { minTasks: 1, maxTasks: 3, cpuPercent: 60 },
  };
}

const start = performance.now();
synthesize(Number(process.argv[2]));
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, mebibytes: process.resourceUsage().maxRSS / 1024 }));
