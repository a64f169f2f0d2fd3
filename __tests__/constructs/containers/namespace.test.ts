import { describe, expect, test } from "@jest/globals";

import { Namespace } from "../../../src/constructs/containers/namespace";
import { network } from "../../support/network";
import { type Synthesized, synthesize } from "../../support/synthesized";

function namespace(...names: readonly string[]): Synthesized {
  return synthesize((stack) => {
    const created = new Namespace(stack, "namespace", { name: "finance-app.local", network });
    for (const name of names) created.register(name);
  });
}

describe("Namespace", () => {
  test("resolves inside the VPC only", () => {
    const stack = namespace();

    expect(stack.only("aws_service_discovery_private_dns_namespace")).toMatchObject({
      name: "finance-app.local",
      vpc: "vpc-1",
    });
    expect(stack.types()).toHaveLength(1);
  });

  test("names the tasks that run at the moment, each by an A record that is soon asked for again", () => {
    const stack = namespace("api");

    expect(stack.only("aws_service_discovery_service")).toMatchObject({
      name: "api",
      dns_config: {
        namespace_id: stack.reference("aws_service_discovery_private_dns_namespace", "namespace", "id"),
        routing_policy: "MULTIVALUE",
        dns_records: [{ type: "A", ttl: 10 }],
      },
    });
  });

  test("leaves it to ECS which tasks are healthy", () => {
    expect(namespace("api").only("aws_service_discovery_service")).toHaveProperty("health_check_custom_config");
  });

  test("can be destroyed while ECS still takes its tasks out", () => {
    expect(namespace("api").only("aws_service_discovery_service")).toMatchObject({ force_destroy: true });
  });

  test("has a name for every service", () => {
    expect(Object.keys(namespace("api", "web").resources("aws_service_discovery_service"))).toEqual([
      "namespace/api",
      "namespace/web",
    ]);
  });
});
