import { expect, test } from "@jest/globals";

import { Blocks } from "../../src/terraform-json/blocks";
import { servicesIn } from "../../src/terraform-json/services";
import { blocksAt } from "../support/blocks";

const service = "aws_ecs_service.services_api_service_00000001";
const definition = "aws_ecs_task_definition.services_api_task-definition_00000002";
const group = "aws_security_group.services_api_service_security-group_00000003";
const cluster = "aws_ecs_cluster.cluster_00000004";
const awaited = (after: number): string => `\${local.services_api_first-image_awaited_0 ? 0 : ${after}}`;

const bodies = {
  [cluster]: { name: "shop" },
  [group]: {},
  [service]: {
    ...{ name: "shop-api", cluster: `\${${cluster}.arn}`, task_definition: `\${${definition}.arn}` },
    ...{ desired_count: awaited(2), deployment_minimum_healthy_percent: 100, enable_execute_command: true },
    load_balancer: [{ container_name: "api", container_port: 3000 }],
    capacity_provider_strategy: [{ capacity_provider: "FARGATE" }, { capacity_provider: "FARGATE_SPOT" }],
    network_configuration: { security_groups: [`\${${group}.id}`] },
  },
  [definition]: {
    ...{ family: "shop-api", cpu: "512", memory: "1024" },
    container_definitions: JSON.stringify([
      { name: "proxy", image: "nginx" },
      {
        name: "api",
        image: "shop:1",
        logConfiguration: { options: { "awslogs-group": `/ecs/\${${cluster}.name}/api` } },
      },
    ]),
  },
};
const one = (more: Readonly<Record<string, object>> = {}): unknown =>
  servicesIn(new Blocks(blocksAt({ ...bodies, ...(more as Record<string, Record<string, unknown>>) })))[0];

test("a service has the facts of all its blocks", () => {
  expect(one()).toEqual({
    ...{ key: "api", block: expect.objectContaining({ address: service }) as unknown },
    ...{ clusterName: "shop", serviceName: "shop-api", family: "shop-api", cpuUnits: 512, memoryMiB: 1024 },
    ...{ minTasks: 2, maxTasks: 2, scaling: undefined, exec: "enabled", port: 3000 },
    deployment: { kind: "rolling", owner: "terraform", minimumHealthyPercent: 100 },
    ...{ image: "shop:1", repository: undefined, capacity: ["FARGATE", "FARGATE_SPOT"] },
    ...{ logGroup: "/ecs/shop/api", schedules: [], securityGroups: [group] },
  });
});

test("auto scaling says how many tasks run, once there is an image", () => {
  const resource_id = `service/\${${cluster}.name}/\${${service}.name}`;
  const target = { resource_id, min_capacity: awaited(1), max_capacity: 4 };
  expect(one({ "aws_appautoscaling_target.services_api_scaling_00000005": target })).toMatchObject({
    ...{ minTasks: 1, maxTasks: 4, scaling: { minTasks: 1, maxTasks: 4 } },
  });
});

test("repositories and schedules are those of the service's own part", () => {
  const found = one({
    "data.aws_ecr_repository.services_api_repository_00000006": { name: "shop/api" },
    "data.aws_ecr_repository.services_web_repository_00000007": { name: "shop/web" },
    "aws_scheduler_schedule.services_api_scheduled-tasks_prune_00000008": { name: "prune" },
    "aws_scheduler_schedule.services_web_scheduled-tasks_prune_00000009": { name: "prune" },
  });
  expect(found).toMatchObject({
    repository: "shop/api",
    schedules: [{ path: { part: "services.api", detail: "scheduled-tasks › prune" } }],
  });
});

test("what Terraform ignores is deployed by a pipeline", () => {
  const body = { ...bodies[service], lifecycle: { ignore_changes: ["task_definition"] } };
  expect(one({ [service]: body })).toMatchObject({ deployment: { kind: "rolling", owner: "pipeline" } });
});

test("a deployment group makes it blue/green", () => {
  const ecs_service = { cluster_name: `\${${cluster}.name}`, service_name: `\${${service}.name}` };
  const body = { app_name: "${aws_codedeploy_app.a.name}", deployment_group_name: "shop-api", ecs_service };
  expect(
    one({ "aws_codedeploy_app.a": { name: "shop" }, "aws_codedeploy_deployment_group.delivery_api_group_0": body }),
  ).toMatchObject({ deployment: { kind: "blue-green", application: "shop", group: "shop-api" } });
});
