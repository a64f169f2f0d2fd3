import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import {
  BlueGreenDeployment,
  type BlueGreenDeploymentProps,
} from "../../../src/constructs/delivery/blue-green-deployment";
import { CodeDeployRole } from "../../../src/constructs/delivery/code-deploy-role";
import { fargateService } from "../../support/fargate-service";
import { permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { type Block, type Synthesized, synthesize } from "../../support/synthesized";
import { blueGreenTarget, rollingTarget } from "../../support/targets";

function create(stack: TerraformStack, props: Partial<BlueGreenDeploymentProps> = {}): BlueGreenDeployment {
  const target = props.target ?? blueGreenTarget(stack);
  return new BlueGreenDeployment(stack, "deployment", {
    name: "ecs-dev-api",
    clusterName: "ecs-dev",
    service: fargateService(stack, { target, deployment: { kind: "blue-green" } }),
    target,
    role: new CodeDeployRole(stack, "code-deploy", { name: "codedeploy-dev", location }),
    traffic: { kind: "all-at-once" },
    readyWaitMinutes: 0,
    terminationWaitMinutes: 15,
    rollbackAlarms: ["api-errors"],
    ...props,
  });
}

function deployment(props: Partial<BlueGreenDeploymentProps> = {}): Synthesized {
  return synthesize((stack) => create(stack, props));
}

function group(props: Partial<BlueGreenDeploymentProps> = {}): Block {
  return deployment(props).only("aws_codedeploy_deployment_group");
}

describe("BlueGreenDeployment", () => {
  test("is an application for ECS with one group of the same name", () => {
    const stack = deployment();

    expect(stack.only("aws_codedeploy_app")).toMatchObject({ name: "ecs-dev-api", compute_platform: "ECS" });
    expect(stack.only("aws_codedeploy_deployment_group")).toMatchObject({
      app_name: stack.reference("aws_codedeploy_app", "deployment", "name"),
      deployment_group_name: "ecs-dev-api",
    });
  });

  test("deploys its service in its cluster, beside what runs there", () => {
    const stack = deployment();

    expect(stack.only("aws_codedeploy_deployment_group")).toMatchObject({
      deployment_style: { deployment_option: "WITH_TRAFFIC_CONTROL", deployment_type: "BLUE_GREEN" },
      ecs_service: { cluster_name: "ecs-dev", service_name: stack.reference("aws_ecs_service", "service", "name") },
    });
  });

  test("moves requests between its two target groups, on the production and the test listener", () => {
    const stack = deployment();

    const listener = (id: string): string => stack.reference("aws_lb_listener", `load-balancer/${id}`, "arn");
    expect(stack.only("aws_codedeploy_deployment_group").load_balancer_info).toEqual({
      target_group_pair_info: {
        prod_traffic_route: { listener_arns: [listener("https")] },
        test_traffic_route: { listener_arns: [listener("test")] },
        target_group: ["target-group", "alternative"].map((path) => ({
          name: stack.reference("aws_lb_target_group", path, "name"),
        })),
      },
    });
  });

  test("is done in CodeDeploy's role, which may deploy the service", () => {
    const stack = deployment();

    expect(stack.only("aws_codedeploy_deployment_group").service_role_arn).toBe(
      stack.reference("aws_iam_role", "code-deploy/role", "arn"),
    );
    expect(permissions(stack, "code-deploy/role").map(({ Sid }) => Sid)).toContain("DeployApi");
  });

  test("is refused behind a load balancer without a test listener", () => {
    expect(() =>
      synthesize((stack) => {
        const target = rollingTarget(stack);
        create(stack, { target: { ...target, alternative: target.targetGroup } });
      }),
    ).toThrow("test/load-balancer has no test listener, which blue/green deployments need");
  });

  describe("that fails", () => {
    test("or that somebody stops, or that raises an alarm, is taken back", () => {
      expect(group().auto_rollback_configuration).toEqual({
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
      });
    });

    test("is noticed by the alarms that it is given", () => {
      expect(group({ rollbackAlarms: ["api-errors", "api-latency"] }).alarm_configuration).toEqual({
        enabled: true,
        alarms: ["api-errors", "api-latency"],
      });
    });

    test("is noticed by nobody but CodeDeploy where there is no alarm", () => {
      expect(group({ rollbackAlarms: [] }).alarm_configuration).toEqual({ enabled: false, alarms: [] });
    });
  });

  describe("moves requests", () => {
    test("all at once by CodeDeploy's own configuration, and makes none", () => {
      const stack = deployment({ traffic: { kind: "all-at-once" } });

      expect(stack.only("aws_codedeploy_deployment_group").deployment_config_name).toBe(
        "CodeDeployDefault.ECSAllAtOnce",
      );
      expect(stack.types()).not.toContain("aws_codedeploy_deployment_config");
    });

    test.each([
      ["canary", { type: "TimeBasedCanary", time_based_canary: { percentage: 10, interval: 5 } }],
      ["linear", { type: "TimeBasedLinear", time_based_linear: { percentage: 10, interval: 5 } }],
    ] as const)("in steps (%s) by a configuration of its own", (kind, routing) => {
      const stack = deployment({ traffic: { kind, percent: 10, minutes: 5 } });

      const configuration = stack.only("aws_codedeploy_deployment_config");
      expect(configuration).toMatchObject({
        deployment_config_name: `ecs-dev-api-${kind}-10-5`,
        compute_platform: "ECS",
      });
      expect(configuration.traffic_routing_config).toEqual(routing);
      expect(stack.only("aws_codedeploy_deployment_group").deployment_config_name).toBe(
        stack.reference("aws_codedeploy_deployment_config", "deployment/configuration", "deployment_config_name"),
      );
    });

    test("by another configuration, made before the one in use goes, when the steps change", () => {
      const configuration = (percent: number): Block =>
        deployment({ traffic: { kind: "canary", percent, minutes: 5 } }).only("aws_codedeploy_deployment_config");

      expect(configuration(20)).toMatchObject({ lifecycle: { create_before_destroy: true } });
      expect(configuration(20).deployment_config_name).not.toBe(configuration(10).deployment_config_name);
    });

    test("by themselves unless somebody is to look first", () => {
      expect(group({ readyWaitMinutes: 0 })).toMatchObject({
        blue_green_deployment_config: { deployment_ready_option: { action_on_timeout: "CONTINUE_DEPLOYMENT" } },
      });
      expect(group({ readyWaitMinutes: 0 })).not.toHaveProperty(
        "blue_green_deployment_config.deployment_ready_option.wait_time_in_minutes",
      );
    });

    test("only when somebody says so within the wait, and stops otherwise", () => {
      expect(group({ readyWaitMinutes: 60 })).toMatchObject({
        blue_green_deployment_config: {
          deployment_ready_option: { action_on_timeout: "STOP_DEPLOYMENT", wait_time_in_minutes: 60 },
        },
      });
    });
  });

  test("keeps the old tasks for as long as it is told", () => {
    expect(group({ terminationWaitMinutes: 45 })).toMatchObject({
      blue_green_deployment_config: {
        terminate_blue_instances_on_deployment_success: {
          action: "TERMINATE",
          termination_wait_time_in_minutes: 45,
        },
      },
    });
  });
});
