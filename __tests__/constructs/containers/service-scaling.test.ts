import { describe, expect, test } from "@jest/globals";

import { ServiceScaling, type ServiceScalingProps } from "../../../src/constructs/containers/service-scaling";
import { cluster as clusterOf } from "../../support/cluster";
import { fargateService } from "../../support/fargate-service";
import { loadBalancer, targetGroup } from "../../support/load-balancer";
import { type Synthesized, synthesize } from "../../support/synthesized";

function scale(props: Partial<ServiceScalingProps> = {}, { requestsPerTarget = 0 } = {}): Synthesized {
  return synthesize((stack) => {
    const cluster = clusterOf(stack);
    const service = fargateService(stack, { cluster });
    const requests = requestsPerTarget
      ? { perTarget: requestsPerTarget, loadBalancer: loadBalancer(stack), targetGroup: targetGroup(stack) }
      : undefined;
    new ServiceScaling(stack, "scaling", {
      cluster,
      service,
      minTasks: 2,
      maxTasks: 6,
      requests,
      schedules: {},
      ...props,
    });
  });
}

const nights = { schedule: "cron(0 20 ? * * *)", timezone: "Europe/Berlin", minTasks: 0, maxTasks: 1 };

describe("ServiceScaling", () => {
  test("keeps the number of the service's tasks within its limits", () => {
    const stack = scale();

    const cluster = stack.reference("aws_ecs_cluster", "cluster", "name");
    const service = stack.reference("aws_ecs_service", "service", "name");
    expect(stack.only("aws_appautoscaling_target")).toMatchObject({
      service_namespace: "ecs",
      scalable_dimension: "ecs:service:DesiredCount",
      resource_id: `service/${cluster}/${service}`,
      min_capacity: 2,
      max_capacity: 6,
    });
  });

  test("follows no metric that it is not told to", () => {
    const types = scale().types();

    expect(types).not.toContain("aws_appautoscaling_policy");
    expect(types).not.toContain("aws_appautoscaling_scheduled_action");
  });

  test.each([
    ["CPU", { cpuPercent: 60 }, "ECSServiceAverageCPUUtilization"],
    ["memory", { memoryPercent: 60 }, "ECSServiceAverageMemoryUtilization"],
  ])("aims at an average use of %s, and of nothing else", (_, props, metric) => {
    expect(scale(props).only("aws_appautoscaling_policy")).toMatchObject({
      policy_type: "TargetTrackingScaling",
      target_tracking_scaling_policy_configuration: {
        target_value: 60,
        predefined_metric_specification: { predefined_metric_type: metric },
      },
    });
  });

  test("aims at requests for each task, as the load balancer counts them for the target group", () => {
    const stack = scale({}, { requestsPerTarget: 1000 });

    const balancer = stack.reference("aws_lb", "load-balancer", "arn_suffix");
    const group = stack.reference("aws_lb_target_group", "target-group", "arn_suffix");
    expect(stack.only("aws_appautoscaling_policy")).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        target_value: 1000,
        predefined_metric_specification: {
          predefined_metric_type: "ALBRequestCountPerTarget",
          resource_label: `${balancer}/${group}`,
        },
      },
    });
  });

  test("has a policy of its own for every target, of the same service", () => {
    const stack = scale({ cpuPercent: 60, memoryPercent: 70 }, { requestsPerTarget: 1000 });

    const policies = stack.resources("aws_appautoscaling_policy");
    expect(Object.keys(policies)).toEqual(["scaling/cpu", "scaling/memory", "scaling/requests"]);
    expect(new Set(Object.values(policies).map(({ name }) => name)).size).toBe(3);
    for (const policy of Object.values(policies))
      expect(policy).toMatchObject({
        resource_id: stack.reference("aws_appautoscaling_target", "scaling", "resource_id"),
        service_namespace: stack.reference("aws_appautoscaling_target", "scaling", "service_namespace"),
        scalable_dimension: stack.reference("aws_appautoscaling_target", "scaling", "scalable_dimension"),
      });
  });

  test("adds tasks sooner than it takes them away", () => {
    expect(scale({ cpuPercent: 60 }).only("aws_appautoscaling_policy")).toMatchObject({
      target_tracking_scaling_policy_configuration: { scale_out_cooldown: 60, scale_in_cooldown: 300 },
    });
  });

  test("changes its limits by the clock of a time zone", () => {
    const stack = scale({ schedules: { nights } });

    expect(stack.resources("aws_appautoscaling_scheduled_action")).toMatchObject({
      "scaling/schedule-nights": {
        name: "nights",
        schedule: "cron(0 20 ? * * *)",
        timezone: "Europe/Berlin",
        scalable_target_action: { min_capacity: "0", max_capacity: "1" },
        resource_id: stack.reference("aws_appautoscaling_target", "scaling", "resource_id"),
      },
    });
  });

  test("leaves the limits to the clock where there is a schedule, so that no deploy undoes what it has set", () => {
    expect(scale({ schedules: { nights } }).only("aws_appautoscaling_target")).toMatchObject({
      lifecycle: { ignore_changes: ["min_capacity", "max_capacity"] },
    });
  });

  test("owns the limits where there is no schedule", () => {
    expect(scale().only("aws_appautoscaling_target")).not.toHaveProperty("lifecycle.ignore_changes");
  });
});
