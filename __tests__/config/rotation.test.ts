import { describe, expect, test } from "@jest/globals";

import { passwordRotationDays, redeployedServices } from "../../src/config/rotation";
import type { Environment } from "../../src/config/environment";
import { checked, type Draft, problemsAfter } from "../support/platform";

function environment(change: (environment: Draft) => void = () => undefined): Environment {
  const [found] = checked(change).environments;
  if (!found) throw new Error("there is no environment");
  return found;
}

function blueGreen(environment: Draft): void {
  const { services, loadBalancers } = environment as Record<string, Draft>;
  environment.names = { targetGroup: "{service}-{color}" };
  services.api.deployment = { kind: "blue-green" };
  loadBalancers.public.testListener = { allowedCidrs: ["203.0.113.0/24"] };
}

describe("redeployedServices", () => {
  test("are all that have a secret", () => {
    expect(redeployedServices(environment())).toEqual(["api"]);
  });

  test("are those that use the database, whose password is a secret", () => {
    const found = environment(({ services }) => {
      services.api.secrets = {};
      services.web.secrets = {};
    });

    expect(redeployedServices(found)).toEqual(["api"]);
  });

  test("are none that CodeDeploy deploys", () => {
    expect(redeployedServices(environment(blueGreen))).toEqual([]);
  });

  test("are none where the environment wants none", () => {
    expect(redeployedServices(environment((e) => (e.rotation = { redeploy: "none" })))).toEqual([]);
  });
});

describe("passwordRotationDays", () => {
  test.each<[string, (environment: Draft) => void, number]>([
    ["30 where tasks follow", () => undefined, 30],
    ["365 where they do not", (e) => (e.rotation = { redeploy: "none" }), 365],
    ["365 where CodeDeploy deploys who uses the database", blueGreen, 365],
    ["what the environment says", (e) => (e.database.passwordRotationDays = 90), 90],
  ])("are %s", (_, change, days) => {
    expect(passwordRotationDays(environment(change))).toBe(days);
  });
});

describe("the secrets of a redeployed service", () => {
  const many = (environment: Draft): void => {
    environment.services.api.secrets.generated = Array.from({ length: 30 }, (_, index) => `KEY_${index}`);
  };

  test("are refused when EventBridge cannot watch so many", () => {
    expect(problemsAfter(many)).toEqual([
      expect.stringMatching(
        /^services\.api\.secrets: the ARNs of its 32 secrets make about \d{4} characters, and EventBridge takes 2048 to watch for new values; use fewer secrets or shorter names, or set rotation\.redeploy to "none"$/,
      ),
    ]);
  });

  test("may be as many as one likes where nobody watches", () => {
    expect(
      problemsAfter((e) => {
        many(e);
        e.rotation = { redeploy: "none" };
      }),
    ).toEqual([]);
  });
});
