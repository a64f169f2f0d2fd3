import { describe, expect, test } from "@jest/globals";

import { allTasks, findTask } from "../../../src/operations/task/declared-task";
import { stackOf } from "../support/stack";

const stack = stackOf("shop-staging", {
  resource: {
    aws_ecs_cluster: { cluster_1: { name: "shop-cluster" } },
    aws_ecs_service: {
      services_api_1: { name: "shop-api", cluster: "${aws_ecs_cluster.cluster_1.id}" },
      services_web_2: { name: "shop-web", cluster: "${aws_ecs_cluster.cluster_1.id}" },
    },
  },
  output: {
    cluster: { value: "${aws_ecs_cluster.cluster_1.name}" },
    services: {
      value: { api: "${aws_ecs_service.services_api_1.name}", web: "${aws_ecs_service.services_web_2.name}" },
    },
    tasks: {
      value: { api: { release: ["migrate"], prune: ["sh", "-c", "echo $${HOME} %%{x} ${aws_ecs_cluster.x.name}"] } },
    },
    skipped_releases: { value: { api: ["true"] } },
  },
});

describe("a declared task", () => {
  test("is found with its command and the names of cluster and service", () => {
    expect(findTask(stack, "api", "release")).toEqual({
      environment: "shop-staging",
      region: "us-east-1",
      service: "api",
      name: "release",
      command: ["migrate"],
      clusterName: "shop-cluster",
      serviceName: "shop-api",
      skippedRelease: ["true"],
    });
  });

  test("has its command as the configuration says it, without what keeps Terraform from reading it", () => {
    expect(findTask(stack, "api", "prune").command).toEqual([
      "sh",
      "-c",
      "echo ${HOME} %{x} ${aws_ecs_cluster.x.name}",
    ]);
  });

  test("is one of all", () => {
    expect(allTasks(stack).map(({ service, name }) => `${service} ${name}`)).toEqual(["api release", "api prune"]);
    expect(allTasks(stackOf("shop-staging"))).toEqual([]);
  });

  test.each([
    ["apo", "release", 'shop-staging has no service "apo"; did you mean "api"? (known: api, web)'],
    [
      "api",
      "prone",
      'The service api of shop-staging has no task "prone"; did you mean "prune"? (known: release, prune)',
    ],
    ["api", "constructor", 'The service api of shop-staging has no task "constructor" (known: release, prune)'],
    [
      "web",
      "prune",
      "The service web of shop-staging has no tasks; its configuration declares them at release and tasks.",
    ],
  ])("of %s called %s is unknown, and what is known is said", (service, task, message) => {
    expect(() => findTask(stack, service, task)).toThrow(message);
  });
});
