import { describe, expect, test } from "@jest/globals";

import { primaryOf } from "../../../src/operations/services/running-service";

const capacityProviderStrategy = [{ capacityProvider: "FARGATE" }];
const service = { taskDefinition: "old", loadBalancers: [{ targetGroupArn: "blue" }], capacityProviderStrategy };

describe("what a service runs", () => {
  test("is the service's to tell where ECS deploys", () => {
    expect(primaryOf(service)).toEqual({ ...service, networkConfiguration: undefined });
  });

  test("is the primary task set's to tell where CodeDeploy deploys, and the service's what that leaves out", () => {
    const primary = { status: "PRIMARY", taskDefinition: "new", loadBalancers: [{ targetGroupArn: "green" }] };
    const taskSets = [{ status: "ACTIVE", taskDefinition: "next" }, primary];
    expect(primaryOf({ ...service, taskSets })).toMatchObject({
      taskDefinition: "new",
      loadBalancers: [{ targetGroupArn: "green" }],
      capacityProviderStrategy,
    });
  });
});
