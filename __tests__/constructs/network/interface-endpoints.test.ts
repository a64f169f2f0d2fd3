import { describe, expect, test } from "@jest/globals";

import type { EndpointAccess } from "../../../src/constructs/network/endpoint-policy";
import { InterfaceEndpoints } from "../../../src/constructs/network/interface-endpoints";
import { SecurityGroup } from "../../../src/constructs/network/security-group";
import { location } from "../../support/location";
import { network } from "../../support/network";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

function endpoints(
  services: readonly string[] = ["ecr.api", "logs"],
  access: EndpointAccess = "any-account",
): Synthesized {
  return synthesize((stack) => {
    const props = { network, name: "finance-app", location, services, access };
    const client = new SecurityGroup(stack, "client", { network, name: "client", label: "client" });
    client.connections.allowTo(new InterfaceEndpoints(stack, "endpoints", props));
  });
}

describe("InterfaceEndpoints", () => {
  test("reach each service from private subnets under its usual name", () => {
    const stack = endpoints();

    expect(stack.resources("aws_vpc_endpoint")).toMatchObject({
      "endpoints/ecr-api": {
        vpc_id: "vpc-1",
        service_name: "com.amazonaws.us-east-1.ecr.api",
        vpc_endpoint_type: "Interface",
        subnet_ids: network.privateSubnetIds,
        private_dns_enabled: true,
      },
      "endpoints/logs": { service_name: "com.amazonaws.us-east-1.logs" },
    });
    expect(Object.keys(stack.resources("aws_vpc_endpoint"))).toHaveLength(2);
  });

  test("are reached by those with a connection only, on 443", () => {
    const stack = endpoints();

    const group = stack.reference("aws_security_group", "endpoints/security-group", "id");
    for (const endpoint of Object.values(stack.resources("aws_vpc_endpoint")))
      expect(endpoint.security_group_ids).toEqual([group]);
    expect(stack.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: group,
      referenced_security_group_id: stack.reference("aws_security_group", "client", "id"),
      from_port: 443,
      to_port: 443,
    });
  });

  test("take everybody's credentials by AWS's own policy, where AWS takes one", () => {
    const stack = endpoints();
    const { policy: given } = stack.resources("aws_vpc_endpoint")["endpoints/logs"] ?? {};
    const taken = stack.reference(
      "data.aws_vpc_endpoint_service",
      "endpoints/logs-service",
      "vpc_endpoint_policy_supported",
    );
    const [condition, ...rest] = String(given).slice(2, -1).split(" ? ");
    expect(`\${${condition}}`).toBe(taken);
    const [document, otherwise] = rest.join(" ? ").split(" : ");
    expect(otherwise).toBe("null");
    expect(policy(JSON.parse(String(document))).Statement).toEqual([
      { Sid: "AnyAccount", Effect: "Allow", Principal: "*", Action: ["*"], Resource: ["*"] },
    ]);
  });

  test("take those of their own account only, or are refused", () => {
    for (const endpoint of Object.values(endpoints(["logs", "ssm"], "own-account").resources("aws_vpc_endpoint"))) {
      expect(policy(endpoint.policy).Statement).toMatchObject([
        { Effect: "Allow", Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } },
      ]);
      expect(endpoint.lifecycle).toMatchObject({
        precondition: [{ condition: expect.stringContaining("_supported}") }],
      });
    }
  });

  test("stay as they are when another is added", () => {
    expect(endpoints(["ecr.api", "ecr.dkr", "logs"]).resources("aws_vpc_endpoint")).toMatchObject(
      endpoints().resources("aws_vpc_endpoint"),
    );
  });
});
