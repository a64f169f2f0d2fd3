import { describe, expect, test } from "@jest/globals";

import { redeployedServices } from "../../src/config/redeployed-services";
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

  test.each<[string, (environment: Draft) => void, string[]]>([
    ["are those whose user of the database has a password", () => undefined, ["api"]],
    ["are none whose user has no password", (e) => (e.services.api.database.authentication = "iam"), []],
    ["are those whose user's password a proxy knows", (e) => (e.database.proxy = "created"), ["api"]],
  ])("%s", (_, change, services) => {
    const found = environment((draft) => {
      draft.services.api.secrets = {};
      draft.services.web.secrets = {};
      change(draft);
    });

    expect(redeployedServices(found)).toEqual(services);
  });

  test("are none that CodeDeploy deploys", () => {
    expect(redeployedServices(environment(blueGreen))).toEqual([]);
  });

  test("are none where the environment wants none", () => {
    expect(redeployedServices(environment((e) => (e.rotation = { redeploy: "none" })))).toEqual([]);
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
