import { describe, expect, test } from "@jest/globals";

import { reviewed, type Row, said, updated } from "./plans";

const address = "aws_ecs_service.services-api_service_0A1B2C3D";

function serviceUpdate(controller: "ECS" | "CODE_DEPLOY", before: object, after: object): Row {
  const deployment_controller = [{ type: controller }];
  return updated(address, { deployment_controller, ...before }, { deployment_controller, ...after });
}

function findings(before: object, after: object, controller: "ECS" | "CODE_DEPLOY" = "CODE_DEPLOY"): string[] {
  return said(reviewed([serviceUpdate(controller, before, after)]))[address] ?? [];
}

describe("an update of a service that CodeDeploy deploys", () => {
  test.each([
    ["service_registries", [], [{ registry_arn: "arn:aws:servicediscovery:us-east-1:111122223333:service/srv-1" }]],
    ["enable_execute_command", false, true],
    ["availability_zone_rebalancing", "DISABLED", "ENABLED"],
    ["service_connect_configuration", [], [{ enabled: true }]],
    ["triggers", { redeploy: "1" }, { redeploy: "2" }],
  ])("blocks where ECS and CodeDeploy both leave %s as it is", (attribute, before, after) => {
    expect(findings({ [attribute]: before }, { [attribute]: after })).toEqual([
      "blocks: changes what ECS does not change of a CodeDeploy service",
    ]);
  });

  test.each([
    ["network_configuration", [{ subnets: ["subnet-1"] }], [{ subnets: ["subnet-2"] }]],
    ["platform_version", "1.3.0", "1.4.0"],
    ["task_definition", "api:1", "api:2"],
    ["load_balancer", [{ container_port: 80 }], [{ container_port: 8080 }]],
    ["capacity_provider_strategy", [{ weight: 1 }], [{ weight: 2 }]],
  ])("blocks where only a deployment changes %s", (attribute, before, after) => {
    expect(findings({ [attribute]: before }, { [attribute]: after })).toEqual([
      "blocks: changes what only a CodeDeploy deployment can change",
    ]);
  });

  test.each([
    ["health_check_grace_period_seconds", 60, 90],
    ["deployment_maximum_percent", 200, 150],
    ["desired_count", 2, 3],
    ["enable_ecs_managed_tags", false, true],
    ["propagate_tags", "NONE", "SERVICE"],
  ])("is taken where ECS updates %s", (attribute, before, after) => {
    expect(findings({ [attribute]: before }, { [attribute]: after })).toEqual(["review: changes"]);
  });

  test("says what AWS's document says, and what to do", () => {
    const [judged] = reviewed([
      serviceUpdate("CODE_DEPLOY", { enable_execute_command: false }, { enable_execute_command: true }),
    ]).judged;
    expect(judged?.findings).toEqual([
      {
        level: "blocks",
        title: "changes what ECS does not change of a CodeDeploy service",
        changes: ["enable_execute_command: false → true"],
        why: 'ECS refuses it and the deploy fails: of such a service UpdateService takes only the desired count, deployment configuration, health check grace period, placement, managed tags and propagated tags (Amazon ECS API Reference, "UpdateService").',
        todo: "Put the old value back. Or create the service anew, which answers nothing meanwhile: set the parameter of its image to the image that runs; deploy with its pipeline until its listener rule forwards to the first target group, in which the new service starts; delete the service (aws ecs delete-service --force) and deploy at once.",
      },
    ]);
  });
});

test("ECS itself takes all of it for a service that it deploys", () => {
  expect(findings({ enable_execute_command: false }, { enable_execute_command: true }, "ECS")).toEqual([
    "review: changes",
  ]);
});
