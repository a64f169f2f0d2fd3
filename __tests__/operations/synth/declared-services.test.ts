import { beforeAll, describe, expect, test } from "@jest/globals";

import { clusterOf, declaredServices, findService } from "../../../src/operations/synth/declared-services";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { products } from "../../products";
import { synthesizedStacks } from "../../support/environments";
import { stackOf } from "../support/stack";

describe("the services of a real environment", () => {
  let stacks: ReadonlyMap<string, SynthesizedStack>;

  beforeAll(() => {
    stacks = new Map(synthesizedStacks(products).map((stack) => [stack.name, stack]));
  });

  function find(environment: string, service: string): unknown {
    const stack = stacks.get(environment);
    return stack && findService(stack, service);
  }

  test("are told with what Terraform deploys by an image's parameter", () => {
    expect(find("shop-staging", "api")).toEqual({
      environment: "shop-staging",
      region: "us-east-1",
      key: "api",
      block: stacks.get("shop-staging")?.blocks.get("aws_ecs_service.services_api_service_2FFD5712"),
      clusterName: "shop-staging-cluster",
      serviceName: "api",
      family: "shop-staging-api",
      ...{ cpuUnits: 512, memoryMiB: 1024, minTasks: 1, maxTasks: 3, port: 3000, capacity: ["FARGATE"] },
      image: expect.stringMatching(/^\$\{local\.services_api_image_uri_/),
      repository: "shop/api",
      schedules: [expect.objectContaining({ path: { part: "services.api", detail: "scheduled-tasks › prune-carts" } })],
      logGroup: "/ecs/shop-staging/api",
      scaling: { minTasks: 1, maxTasks: 3 },
      deployment: { kind: "rolling", owner: "terraform", minimumHealthyPercent: 100 },
      exec: "disabled",
      imageParameter: "/shop/staging/images/api",
      securityGroups: [expect.stringMatching(/^aws_security_group\.services_api_service_security-group_/)],
    });
  });

  test("are told with who deploys them", () => {
    const deployments = declaredServices(stacks.get("atlas-lab") ?? stackOf("none")).map(
      ({ key, deployment, imageParameter }) => [key, deployment, imageParameter],
    );
    const codeDeploy = (name: string): unknown => ({
      kind: "blue-green",
      application: `lab-${name}`,
      group: `lab-${name}`,
    });
    const rolling = { kind: "rolling", owner: "pipeline", minimumHealthyPercent: 100 };
    expect(deployments).toEqual([
      ["dashboards", { ...rolling, minimumHealthyPercent: 0 }, undefined],
      ["gateway", codeDeploy("gateway"), undefined],
      ["importer", rolling, undefined],
    ]);
  });

  test("have every name resolved", () => {
    const environments = [...stacks.values()].filter((stack) => clusterOf(stack) !== "");
    expect(environments).toHaveLength(products.environments.length);
    const names = ["clusterName", "serviceName", "family", "logGroup", "repository", "imageParameter"];
    const told = JSON.stringify(environments.flatMap(declaredServices), [
      ...names,
      "deployment",
      "application",
      "group",
    ]);
    expect(told).toContain('"clusterName":"shop-staging-cluster"');
    expect(told).not.toContain("${");
  });
});

describe("a service", () => {
  const stack = stackOf("shop-staging", {
    resource: { aws_ecs_service: { services_api_1: { name: "shop-api" }, services_web_2: { name: "shop-web" } } },
    output: {
      services: {
        value: { api: "${aws_ecs_service.services_api_1.name}", web: "${aws_ecs_service.services_web_2.name}" },
      },
    },
  });

  test.each([
    ["apo", 'shop-staging has no service "apo"; did you mean "api"? (known: api, web)'],
    ["constructor", 'shop-staging has no service "constructor" (known: api, web)'],
  ])("called %s is unknown, and what is known is said", (key, message) => {
    expect(() => findService(stack, key)).toThrow(message);
  });

  test("is nothing that a foundation has", () => {
    expect(declaredServices(stackOf("foundation-shop"))).toEqual([]);
    expect(() => findService(stackOf("foundation-shop"), "api")).toThrow(
      "foundation-shop has no services; it is not an environment.",
    );
  });

  test("is found among a thousand without reading them a thousand times", () => {
    const many = Array.from({ length: 1000 }, (_, number) => `service-${number}`);
    const large = stackOf("large", {
      resource: { aws_ecs_service: Object.fromEntries(many.map((name) => [`services_${name}_service`, { name }])) },
      output: {
        services: { value: Object.fromEntries(many.map((name) => [name, name])) },
      },
    });
    const started = performance.now();
    expect(findService(large, "service-999").serviceName).toBe("service-999");
    expect(performance.now() - started).toBeLessThan(500);
  });
});
