import { describe, expect, test } from "@jest/globals";

import { checked, type Draft, problemsAfter } from "../support/platform";

type Change = (environment: Draft) => void;

/** What a blue/green service needs. */
function blueGreen(environment: Draft, service: string): void {
  environment.names = { targetGroup: "{service}-{color}-{hash}" };
  environment.loadBalancers.public.testListener = { allowedCidrs: ["192.0.2.0/24"] };
  environment.services[service].deployment = { kind: "blue-green" };
}

/** The valid environment's web front end, calling others. */
function calling(calls: unknown, change: Change = () => undefined): Change {
  return (environment) => {
    environment.services.web.calls = calls;
    change(environment);
  };
}

describe("calls without mistakes", () => {
  test("are none by default", () => {
    expect(checked().environments[0]?.services.web?.calls).toEqual([]);
  });

  test.each<[string, Change]>([
    ["to a service behind a load balancer", calling(["api"])],
    ["to one that is reached by its name only", calling(["api"], (e) => delete e.services.api.ingress)],
    ["to one with a TLS sidecar", calling(["api"], (e) => (e.services.api.ingress.tls = "sidecar"))],
    ["in both directions", calling(["api"], (e) => (e.services.api.calls = ["web"]))],
    [
      "by a blue/green service",
      calling(["api"], (e) => {
        blueGreen(e, "web");
      }),
    ],
    [
      "to one that a pipeline deploys rolling",
      calling(["api"], (e) => (e.services.api.deployment = { kind: "rolling", owner: "pipeline" })),
    ],
  ])("may go %s", (_, change) => {
    expect(
      problemsAfter((e) => {
        e.pipeline = { repository: "acme/shop", branches: ["main"] };
        change(e);
      }),
    ).toEqual([]);
  });
});

describe("a call that cannot work", () => {
  test.each<[string, Change, string]>([
    [
      "to an unknown service",
      calling(["apii"]),
      'services.web.calls.0: there is no service "apii"; did you mean "api"?; the others are api',
    ],
    [
      "to a name that only JavaScript knows",
      calling(["constructor"]),
      'services.web.calls.0: there is no service "constructor"; the others are api',
    ],
    [
      "where there is no other service",
      calling(["rates"], (e) => delete e.services.api),
      'services.web.calls.0: there is no service "rates"; the others are none',
    ],
    ["to itself", calling(["api", "web"]), "services.web.calls.1: a service is not opened to itself; remove it"],
    ["named twice", calling(["api", "api"]), "services.web.calls.1: api is there already; remove it"],
    [
      "to a service without a port",
      calling(["api"], (e) => {
        delete e.services.api.port;
        delete e.services.api.ingress;
      }),
      "services.web.calls.0: api has no port, and so no name; say on which port its container listens, or remove it",
    ],
    [
      "to a blue/green service",
      calling(["api"], (e) => {
        blueGreen(e, "api");
      }),
      "services.web.calls.0: api is deployed blue-green, and its name leads to new tasks before they are tested and to old ones after; call it through its load balancer, or deploy it rolling",
    ],
    [
      "in an environment without a namespace",
      calling(["api"], (e) => (e.namespace = "none")),
      'services.web.calls: services have no names where namespace is "none"; set it to "created", or remove this',
    ],
    [
      "to a service that is called like another connection",
      (e) => {
        e.services.database = {
          repository: "shop/web",
          port: 5432,
          cpu: 256,
          memoryMiB: 512,
          scaling: { minTasks: 1, maxTasks: 2 },
        };
        e.services.api.calls = ["web", "database"];
      },
      'services.api.calls.1: another connection of the service is called "database" too; rename the service that it calls',
    ],
    [
      "to a service that is called like a way out",
      calling(["api"], (e) => (e.services.web.egress = { api: { port: 3000, cidr: "192.0.2.0/24" } })),
      'services.web.egress.api: another connection of the service is called "api" too; choose another name',
    ],
    ["that is no list", calling("api"), 'services.web.calls: must be a list, got "api"'],
  ])("is refused: %s", (_, change, message) => {
    expect(problemsAfter(change)).toEqual([message]);
  });
});
