import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { FirstImage } from "../../../src/constructs/containers/first-image";
import { ServiceScaling } from "../../../src/constructs/containers/service-scaling";
import { StartedServices } from "../../../src/constructs/containers/started-services";
import { ParameterImage } from "../../../src/constructs/registry/parameter-image";
import { RegisteredRepository } from "../../../src/constructs/registry/registered-repository";
import { ScheduleGroup } from "../../../src/constructs/scheduling/schedule-group";
import { ScheduledTasks } from "../../../src/constructs/scheduling/scheduled-tasks";
import { cluster as clusterOf } from "../../support/cluster";
import { fargateService } from "../../support/fargate-service";
import { location } from "../../support/location";
import { type Synthesized, synthesize } from "../../support/synthesized";

function firstImage(stack: TerraformStack): FirstImage {
  return new FirstImage(stack, "first-image", {
    image: new ParameterImage(stack, "image", {
      repository: new RegisteredRepository(stack, "repository", "shop/api"),
      parameterName: "/shop/images/api",
    }),
    services: new StartedServices(stack, "started", { clusterName: "shop", location }),
    serviceName: "api",
  });
}

const schedule = { schedule: "cron(0 20 ? * * *)", timezone: "Etc/UTC" };

function waiting(): Synthesized {
  return synthesize((stack) => {
    const cluster = clusterOf(stack);
    const service = fargateService(stack, { cluster, initialTasks: 2, firstImage: firstImage(stack) });
    const schedules = { nights: { ...schedule, minTasks: 0, maxTasks: 1 } };
    new ServiceScaling(stack, "scaling", { cluster, service, minTasks: 2, maxTasks: 6, cpuPercent: 60, schedules });
    new ScheduledTasks(stack, "scheduled-tasks", {
      group: new ScheduleGroup(stack, "schedule-group", { name: "shop" }),
      roleName: "shop-scheduler",
      ...{ cluster, service, location, containerName: "api" },
      commands: Object.fromEntries(
        (["enabled", "disabled"] as const).map((state) => [
          state,
          { ...schedule, name: state, command: ["true"], state, flexibleMinutes: 0, retryMinutes: 60 },
        ]),
      ),
    });
  });
}

describe("while a service waits for its first image", () => {
  const stack = waiting();
  const [awaited = ""] = Object.keys(stack.section("locals") as Record<string, string>).filter((name) =>
    name.includes("awaited"),
  );
  const until = (value: string, afterwards: string): string => `\${local.${awaited} ? ${value} : ${afterwards}}`;

  test("its parameter names none, and AWS has no service of that name that was started", () => {
    const parameter = stack.address("aws_ssm_parameter", "image");
    const choice = `coalesce(${parameter}.insecure_value, nonsensitive(${parameter}.value))`;
    const services = `${stack.address("data.aws_resourcegroupstaggingapi_resources", "started")}.resource_tag_mapping_list`;
    const arn = `arn:aws:ecs:${location.region}:${location.account}:service/shop/api`;
    expect((stack.section("locals") as Record<string, string>)[awaited]).toBe(
      `\${${choice} == "not-pushed-yet" && !contains([for service in ${services} : service.resource_arn if lookup(service.tags, "first-image", "") != "awaited"], "${arn}")}`,
    );
    expect(stack.data("aws_resourcegroupstaggingapi_resources").started).toEqual({
      resource_type_filters: ["ecs:service"],
    });
  });

  test("no task of it is wanted, and it is replaced when the image is there", () => {
    expect(stack.only("aws_ecs_service")).toMatchObject({
      desired_count: until("0", "2"),
      tags: { "first-image": until('"awaited"', '"pushed"') },
      lifecycle: { replace_triggered_by: [stack.address("terraform_data", "first-image")] },
    });
  });

  test("auto scaling starts none, neither by its minimum nor by a schedule", () => {
    expect(stack.only("aws_appautoscaling_target")).toMatchObject({
      min_capacity: until("0", "2"),
      max_capacity: 6,
      suspended_state: { scheduled_scaling_suspended: until("true", "false") },
    });
  });

  test("no task is run by the clock", () => {
    expect(stack.resources("aws_scheduler_schedule")).toMatchObject({
      "scheduled-tasks/enabled": { state: until('"DISABLED"', '"ENABLED"') },
      "scheduled-tasks/disabled": { state: "DISABLED" },
    });
  });
});

test("a service whose image is there waits for nothing", () => {
  const stack = synthesize((scope) => fargateService(scope));
  expect(stack.only("aws_ecs_service")).toMatchObject({ desired_count: 2 });
  expect(stack.only("aws_ecs_service").tags).toBeUndefined();
});

test("what scales a service goes and comes with it, as in AWS", () => {
  const stack = waiting();
  const trigger = [`${stack.address("aws_ecs_service", "service")}.id`];
  for (const type of ["aws_appautoscaling_target", "aws_appautoscaling_policy", "aws_appautoscaling_scheduled_action"])
    expect(stack.only(type).lifecycle).toMatchObject({ replace_triggered_by: trigger });
});
