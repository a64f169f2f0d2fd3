import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { checked } from "../support/platform";
import { type Block, Synthesized } from "../support/synthesized";

const egress = "aws_vpc_security_group_egress_rule";
const ingress = "aws_vpc_security_group_ingress_rule";

/** What a test changes in the valid environment. */
interface Changed {
  readonly services: Record<"api" | "web", { port: number; calls: string[]; ingress: { tls: string } }>;
}

function synthesized(change: (environment: Changed) => void = () => undefined): Synthesized {
  const { accounts, environments } = checked(change);
  const [account] = accounts;
  const [environment] = environments;
  if (!account || !environment) throw new Error("there is no environment");
  return new Synthesized(new EnvironmentStack(Testing.app(), environment, account));
}

/** The rules of a type whose edge is called so. */
function edges(stack: Synthesized, type: string, description: string): Record<string, Block> {
  return Object.fromEntries(Object.entries(stack.resources(type)).filter(([, one]) => one.description === description));
}

describe("a service that calls another by name", () => {
  const stack = synthesized((e) => {
    e.services.api.port = 8080;
    e.services.web.calls = ["api"];
  });
  const group = (service: string): string =>
    stack.reference("aws_security_group", `services/${service}/service/security-group`, "id");
  const edge = { ip_protocol: "tcp", from_port: 8080, to_port: 8080, description: "web to api" };

  test("may leave for the other one's port, which lets it in", () => {
    expect(edges(stack, egress, "web to api")).toMatchObject({
      "services/web/service/security-group/to-api-8080": {
        ...edge,
        security_group_id: group("web"),
        referenced_security_group_id: group("api"),
      },
    });
    expect(edges(stack, ingress, "web to api")).toMatchObject({
      "services/web/service/security-group/into-api-8080": {
        ...edge,
        security_group_id: group("api"),
        referenced_security_group_id: group("web"),
      },
    });
  });

  test("opens no way back", () => {
    expect(edges(stack, egress, "api to web")).toEqual({});
    expect(edges(stack, ingress, "api to web")).toEqual({});
  });

  test("starts its tasks when the way is open; it stays open until both are steady", () => {
    const services = stack.resources("aws_ecs_service");
    const rules = [
      stack.address(egress, "services/web/service/security-group/to-api-8080"),
      stack.address(ingress, "services/web/service/security-group/into-api-8080"),
    ];

    for (const service of ["services/web/service", "services/api/service"])
      expect(services[service]?.depends_on).toEqual(expect.arrayContaining(rules));
  });

  test("finds the other one in the namespace, under its key", () => {
    const name = stack.resources("aws_service_discovery_service")["namespace/api"];

    expect(name).toMatchObject({ name: "api" });
    expect(stack.resources("aws_ecs_service")["services/api/service"]?.service_registries).toEqual({
      registry_arn: stack.reference("aws_service_discovery_service", "namespace/api", "arn"),
    });
  });
});

describe("a service behind a TLS sidecar", () => {
  const stack = synthesized((e) => {
    e.services.api.ingress.tls = "sidecar";
    e.services.web.calls = ["api"];
  });

  test("is called on the sidecar's port, as the load balancer does, and not on the application's", () => {
    const ports = ["web to api", "public to api"].map((edge) =>
      Object.values(edges(stack, ingress, edge)).map(({ from_port, to_port }) => [from_port, to_port]),
    );

    expect(ports).toEqual([[[3000, 3000]], [[3000, 3000]]]);
  });
});

test("services may call each other", () => {
  const stack = synthesized((e) => {
    e.services.api.calls = ["web"];
    e.services.web.calls = ["api"];
  });

  for (const type of [egress, ingress])
    for (const edge of ["api to web", "web to api"]) expect(Object.keys(edges(stack, type, edge))).toHaveLength(1);
});

test("a service that calls nobody is opened to nobody but its load balancer", () => {
  const stack = synthesized();
  const api = stack.reference("aws_security_group", "services/api/service/security-group", "id");
  const into = Object.values(stack.resources(ingress)).filter(({ security_group_id }) => security_group_id === api);

  expect(into.map(({ description }) => description)).toEqual(["public to api"]);
});
