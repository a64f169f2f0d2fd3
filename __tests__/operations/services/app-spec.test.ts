import { describe, expect, test } from "@jest/globals";

import { appSpecOf, revisionIn } from "../../../src/operations/services/app-spec";

const revision = "arn:aws:ecs:us-east-1:111122223333:task-definition/shop-api:7";

describe("an AppSpec", () => {
  test("keeps what the tasks have now: container, capacity and network", () => {
    const service = {
      loadBalancers: [{ containerName: "old", containerPort: 1 }],
      taskSets: [
        {
          status: "PRIMARY",
          loadBalancers: [{ containerName: "tls", containerPort: 3000 }],
          capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT", weight: 2 }],
          networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"] } },
        },
      ],
    };
    expect(JSON.parse(appSpecOf(service, revision))).toEqual({
      version: 0,
      Resources: [
        {
          TargetService: {
            Type: "AWS::ECS::Service",
            Properties: {
              TaskDefinition: revision,
              LoadBalancerInfo: { ContainerName: "tls", ContainerPort: 3000 },
              CapacityProviderStrategy: [{ CapacityProvider: "FARGATE_SPOT", Base: 0, Weight: 2 }],
              NetworkConfiguration: {
                AwsvpcConfiguration: { Subnets: ["subnet-1"], SecurityGroups: ["sg-1"], AssignPublicIp: "DISABLED" },
              },
            },
          },
        },
      ],
    });
  });

  test.each([
    ["JSON", JSON.stringify({ TaskDefinition: revision })],
    ["YAML", `Properties:\n  TaskDefinition: "${revision}"\n  LoadBalancerInfo: {}\n`],
  ])("tells its revision in %s", (_, content) => {
    expect(revisionIn(content)).toBe(revision);
  });

  test("tells none when it holds none", () => {
    expect(revisionIn("version: 0.0")).toBeUndefined();
  });
});
