import { Eip } from "@cdktf/provider-aws/lib/eip";
import { describe, expect, test } from "@jest/globals";

import type { FargateServiceProps } from "../../../src/constructs/containers/fargate-service";
import { Namespace } from "../../../src/constructs/containers/namespace";
import { SecurityGroup } from "../../../src/constructs/network/security-group";
import { fargateService, rolling } from "../../support/fargate-service";
import { permissions } from "../../support/grantee";
import { network } from "../../support/network";
import { type Block, type Synthesized, synthesize } from "../../support/synthesized";
import { blueGreenTarget, rollingTarget } from "../../support/targets";

function serve(props: Partial<FargateServiceProps> = {}): Synthesized {
  return synthesize((stack) => fargateService(stack, props));
}

function service(props: Partial<FargateServiceProps> = {}): Block {
  return serve(props).only("aws_ecs_service");
}

function served(): Synthesized {
  return synthesize((stack) => fargateService(stack, { target: rollingTarget(stack) }));
}

function blueGreen(): Synthesized {
  return synthesize((stack) =>
    fargateService(stack, { target: blueGreenTarget(stack), deployment: { kind: "blue-green" } }),
  );
}

describe("FargateService", () => {
  test("runs its task definition in its cluster", () => {
    const stack = serve();

    expect(stack.only("aws_ecs_service")).toMatchObject({
      name: "finance-api-service",
      cluster: stack.reference("aws_ecs_cluster", "cluster", "arn"),
      task_definition: stack.reference("aws_ecs_task_definition", "task-definition", "arn"),
    });
  });

  test("takes a revision back by itself whose tasks do not become healthy", () => {
    expect(service()).toMatchObject({
      deployment_controller: { type: "ECS" },
      deployment_circuit_breaker: { enable: true, rollback: true },
    });
  });

  test("is deployed once it is steady, and only where ECS has not taken its revision back", () => {
    const stack = serve({ deploymentMinutes: { first: 20, later: 40 }, statusCommand: "npm run status -- shop" });
    const revision = stack.reference("aws_ecs_task_definition", "task-definition", "arn").slice(2, -1);

    expect(stack.only("aws_ecs_service")).toMatchObject({
      wait_for_steady_state: true,
      timeouts: { create: "20m", update: "40m" },
      lifecycle: {
        postcondition: [
          {
            condition: `\${(self.task_definition == ${revision})}`,
            error_message:
              "ECS took the new revision of api back, since its tasks did not become healthy; the revision before runs. Why they stopped:  npm run status -- shop",
          },
        ],
      },
    });
  });

  test("may run any revision that a pipeline chose, as long as it is steady", () => {
    const { lifecycle, ...resource } = service({ deployment: rolling({ owner: "pipeline" }) });

    expect(resource).toMatchObject({ wait_for_steady_state: true });
    expect(lifecycle).not.toHaveProperty("postcondition");
  });

  test("is not waited for where CodeDeploy starts its tasks, since ECS then tells of no deployment", () => {
    const resource = blueGreen().only("aws_ecs_service");

    expect(resource).not.toHaveProperty("wait_for_steady_state");
    expect(resource.lifecycle).not.toHaveProperty("postcondition");
  });

  test("starts with as many tasks as it is told and leaves their number to auto scaling from then on", () => {
    expect(service({ initialTasks: 3 })).toMatchObject({
      desired_count: 3,
      lifecycle: { ignore_changes: ["desired_count"] },
    });
  });

  test("leaves its revision, and nothing else, to the pipeline that owns it", () => {
    const stack = serve({ deployment: rolling({ owner: "pipeline" }) });

    expect(stack.only("aws_ecs_service")).toMatchObject({
      task_definition: stack.reference("aws_ecs_task_definition", "task-definition", "arn"),
      lifecycle: { ignore_changes: ["desired_count", "task_definition"] },
    });
  });

  test("keeps as many tasks during a deployment as it is told", () => {
    expect(service({ deployment: rolling({ minimumHealthyPercent: 50, maximumPercent: 150 }) })).toMatchObject({
      deployment_minimum_healthy_percent: 50,
      deployment_maximum_percent: 150,
    });
  });

  test("spreads tasks over zones again where there may be more of them for a while", () => {
    expect(service({ deployment: rolling({ maximumPercent: 101 }) }).availability_zone_rebalancing).toBe("ENABLED");
    expect(service({ deployment: rolling({ maximumPercent: 100 }) }).availability_zone_rebalancing).toBe("DISABLED");
  });

  test("has a capacity provider strategy and no launch type, since going from one to the other replaces it", () => {
    const resource = service({
      capacity: [
        { provider: "FARGATE", weight: 1, base: 2 },
        { provider: "FARGATE_SPOT", weight: 3, base: 0 },
      ],
    });

    expect(resource.capacity_provider_strategy).toEqual([
      { capacity_provider: "FARGATE", weight: 1, base: 2 },
      { capacity_provider: "FARGATE_SPOT", weight: 3, base: 0 },
    ]);
    expect(resource).not.toHaveProperty("launch_type");
  });

  test("is deployed anew, not replaced, when its capacity changes", () => {
    expect(service()).toMatchObject({ force_new_deployment: true });
  });

  test("runs in private subnets, without public addresses, in its own security group only", () => {
    const stack = serve();

    expect(stack.only("aws_ecs_service")).toMatchObject({
      network_configuration: {
        subnets: network.privateSubnetIds,
        assign_public_ip: false,
        security_groups: [stack.reference("aws_security_group", "service/security-group", "id")],
      },
    });
  });

  test("leaves its platform version to Fargate, whose newest is the default", () => {
    expect(service()).not.toHaveProperty("platform_version");
  });

  test("passes its tags on to its tasks", () => {
    expect(service()).toMatchObject({ propagate_tags: "SERVICE", enable_ecs_managed_tags: true });
  });

  test("is reached by nobody until a connection is made, and then on its port", () => {
    expect(serve().types()).not.toContain("aws_vpc_security_group_ingress_rule");

    const stack = synthesize((scope) => {
      const client = new SecurityGroup(scope, "client", { network, name: "client", label: "client" });
      client.connections.allowTo(fargateService(scope));
    });
    expect(stack.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: stack.reference("aws_security_group", "service/security-group", "id"),
      description: "client to api",
      from_port: 3000,
      to_port: 3000,
    });
  });

  describe("behind a load balancer", () => {
    test("registers its container in the target group and gives new tasks time", () => {
      const stack = served();

      expect(stack.only("aws_ecs_service")).toMatchObject({
        load_balancer: [
          {
            target_group_arn: stack.reference("aws_lb_target_group", "target-group", "arn"),
            container_name: "api",
            container_port: 3000,
          },
        ],
        health_check_grace_period_seconds: 60,
      });
    });

    test("waits until its target group is attached, without which ECS refuses it", () => {
      const stack = served();

      expect(stack.only("aws_ecs_service").depends_on).toContain(
        stack.address("aws_lb_listener_rule", "load-balancer/attachment-api"),
      );
    });

    test("keeps the rules of the port on which its tasks run, also after a deployment that failed", () => {
      const stack = served();

      expect(stack.only("terraform_data")).toEqual({
        input: { port: 3000 },
        depends_on: [stack.address("aws_ecs_service", "service")],
      });
    });

    test("gets its requests when its tasks are healthy", () => {
      const stack = served();

      expect(stack.resources("aws_lb_listener_rule")["load-balancer/route-api_finance-app_com"]).toMatchObject({
        depends_on: [stack.address("aws_ecs_service", "service")],
      });
    });
  });

  describe("deployed blue/green", () => {
    test("is CodeDeploy's, and has nothing of a rolling deployment, which ECS would refuse", () => {
      const resource = blueGreen().only("aws_ecs_service");

      expect(resource).toMatchObject({ deployment_controller: { type: "CODE_DEPLOY" } });
      for (const attribute of [
        "deployment_circuit_breaker",
        "deployment_minimum_healthy_percent",
        "deployment_maximum_percent",
        "availability_zone_rebalancing",
        "force_new_deployment",
      ])
        expect(resource).not.toHaveProperty(attribute);
    });

    test("leaves to CodeDeploy its revision and target group, to auto scaling its count, and no more", () => {
      expect(blueGreen().only("aws_ecs_service")).toMatchObject({
        lifecycle: {
          ignore_changes: [
            "desired_count",
            "task_definition",
            "load_balancer",
            "capacity_provider_strategy",
            "network_configuration",
          ],
        },
      });
    });

    test("starts in the first of its target groups only", () => {
      const stack = blueGreen();

      expect(stack.only("aws_ecs_service").load_balancer).toMatchObject([
        { target_group_arn: stack.reference("aws_lb_target_group", "target-group", "arn") },
      ]);
    });

    test("waits for the rules of both listeners", () => {
      const stack = blueGreen();

      expect(stack.only("aws_ecs_service").depends_on).toEqual([
        stack.address("aws_ecs_cluster_capacity_providers", "cluster/capacity-providers"),
        stack.address("aws_lb_listener_rule", "load-balancer/route-api_finance-app_com"),
        stack.address("aws_lb_listener_rule", "load-balancer/test-route-api_finance-app_com"),
      ]);
      for (const rule of Object.values(stack.resources("aws_lb_listener_rule")))
        expect(rule).not.toHaveProperty("depends_on");
    });
  });

  test("starts its first tasks only when all is there that it is told to wait for, its target group's attachment included", () => {
    const stack = synthesize((scope) => {
      const waiting = fargateService(scope, { target: rollingTarget(scope) });
      waiting.addDependencies([new Eip(scope, "one", {})]);
      waiting.addDependencies([new Eip(scope, "other", {})]);
    });

    expect(stack.only("aws_ecs_service").depends_on).toEqual([
      stack.address("aws_ecs_cluster_capacity_providers", "cluster/capacity-providers"),
      stack.address("aws_lb_listener_rule", "load-balancer/attachment-api"),
      "aws_eip.one",
      "aws_eip.other",
    ]);
  });

  test("without a load balancer has no target group and no grace period, which ECS would refuse", () => {
    const resource = service();

    expect(resource).not.toHaveProperty("load_balancer");
    expect(resource).not.toHaveProperty("health_check_grace_period_seconds");
  });

  test("is found by name where it is registered", () => {
    const stack = synthesize((scope) => {
      const namespace = new Namespace(scope, "namespace", { name: "finance-app.local", network });
      fargateService(scope, { discovery: namespace.register("api") });
    });

    expect(stack.only("aws_ecs_service")).toMatchObject({
      service_registries: {
        registry_arn: stack.reference("aws_service_discovery_service", "namespace/api", "arn"),
      },
    });
  });

  test("is found nowhere otherwise", () => {
    expect(service()).not.toHaveProperty("service_registries");
  });

  describe("with ECS Exec", () => {
    test("lets its tasks open the channels that it needs, and nothing else", () => {
      const stack = serve({ exec: "enabled" });

      expect(stack.only("aws_ecs_service")).toMatchObject({ enable_execute_command: true });
      expect(permissions(stack, "task-role")).toEqual([
        {
          Sid: "ExecuteCommand",
          Effect: "Allow",
          Action: [
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
          ],
          Resource: ["*"],
        },
      ]);
    });
  });

  test("without ECS Exec gives its tasks no permission", () => {
    const stack = serve({ exec: "disabled" });

    expect(stack.only("aws_ecs_service")).toMatchObject({ enable_execute_command: false });
    expect(permissions(stack, "task-role")).toEqual([]);
  });
});
