import { describe, expect, test } from "@jest/globals";

import { downtimeOf } from "../../../src/operations/services/downtime";
import type { Deployment } from "../../../src/terraform-json/services";

const rolling = { kind: "rolling", owner: "pipeline" } as const;

describe("while its tasks are replaced, a service", () => {
  test("none of whose tasks must stay is down", () => {
    expect(downtimeOf({ deployment: { ...rolling, minimumHealthyPercent: 0 } })).toBe(
      "ECS stops the tasks before it starts new ones (minimumHealthyPercent is 0): the service is down until those are healthy.",
    );
  });

  test.each<Deployment>([
    { ...rolling, minimumHealthyPercent: 50 },
    { ...rolling, minimumHealthyPercent: 100 },
    { kind: "blue-green", application: "shop", group: "shop" },
  ])("with %j goes on", (deployment) => {
    expect(downtimeOf({ deployment })).toBeUndefined();
  });
});
