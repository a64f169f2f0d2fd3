import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { SecurityGroup } from "../../../src/constructs/network/security-group";
import { addressOf } from "../../../src/terraform/address";
import { network } from "../../support/network";
import { type Block, type Synthesized, synthesize } from "../../support/synthesized";

const ingress = "aws_vpc_security_group_ingress_rule";
const egress = "aws_vpc_security_group_egress_rule";
/** With it a rule that is left out is destroyed after the services that depend on it are steady. */
const lifecycle = { create_before_destroy: true };

function group(stack: TerraformStack, label: string, port?: number): SecurityGroup {
  return new SecurityGroup(stack, label, { network, name: `finance-app-${label}`, label, port });
}

function rules(stack: Synthesized): Block[] {
  return [...Object.values(stack.resources(ingress)), ...Object.values(stack.resources(egress))];
}

describe("a connection to another security group", () => {
  function connect(port?: number): Synthesized {
    return synthesize((stack) => {
      group(stack, "api").connections.allowTo(group(stack, "database", 5432), port);
    });
  }

  test("is exactly two rules, one on either side, each for one port of the other group", () => {
    const stack = connect();

    const api = stack.reference("aws_security_group", "api", "id");
    const database = stack.reference("aws_security_group", "database", "id");
    const edge = { ip_protocol: "tcp", from_port: 5432, to_port: 5432, description: "api to database", lifecycle };
    expect(stack.only(egress)).toEqual({ ...edge, security_group_id: api, referenced_security_group_id: database });
    expect(stack.only(ingress)).toEqual({ ...edge, security_group_id: database, referenced_security_group_id: api });
  });

  test("belongs to whoever asked for it", () => {
    const stack = connect();

    expect(Object.keys(stack.resources(egress))).toEqual(["api/to-database-5432"]);
    expect(Object.keys(stack.resources(ingress))).toEqual(["api/into-database-5432"]);
  });

  test("takes the port that it is told rather than the one on which the other listens", () => {
    expect(rules(connect(6432))).toMatchObject([
      { from_port: 6432, to_port: 6432 },
      { from_port: 6432, to_port: 6432 },
    ]);
  });

  test("is refused when the other listens on no port and none is told", () => {
    expect(() =>
      synthesize((stack) => {
        group(stack, "database", 5432).connections.allowTo(group(stack, "api"));
      }),
    ).toThrow("database may not connect to api: it listens on no port; name one");
  });

  test("does not open the way back", () => {
    const stack = connect();

    expect(stack.only(ingress).security_group_id).toBe(stack.reference("aws_security_group", "database", "id"));
    expect(rules(stack)).toHaveLength(2);
  });
});

describe("a connection to a range of addresses", () => {
  test("is one egress rule for one port", () => {
    const stack = synthesize((scope) => {
      group(scope, "api").connections.allowToRange("0.0.0.0/0", 443, "internet");
    });

    expect(stack.only(egress)).toEqual({
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      description: "api to internet",
      security_group_id: stack.reference("aws_security_group", "api", "id"),
      cidr_ipv4: "0.0.0.0/0",
      lifecycle,
    });
    expect(rules(stack)).toHaveLength(1);
  });
});

test("what a group reaches tells others what they wait for: the rules on both sides, and no others", () => {
  const told: string[][] = [];
  const stack = synthesize((scope) => {
    const [api, database] = [group(scope, "api"), group(scope, "database", 5432)];
    api.connections.allowTo(database);
    api.connections.allowToRange("0.0.0.0/0", 443, "internet");
    api.connections.allowFromRange("10.0.0.0/16", 3000);
    told.push(...[api, database].map(({ connections }) => connections.outbound.map(addressOf)));
  });

  expect(told).toEqual([
    [
      stack.address(egress, "api/to-database-5432"),
      stack.address("aws_vpc_security_group_ingress_rule", "api/into-database-5432"),
      stack.address(egress, "api/to-internet-443"),
    ],
    [],
  ]);
});

describe("a connection from a range of addresses", () => {
  function open(cidr: string, what?: string): Synthesized {
    return synthesize((stack) => {
      group(stack, "public").connections.allowFromRange(cidr, 443, what);
    });
  }

  test("is one ingress rule for one port", () => {
    const stack = open("192.0.2.0/24");

    expect(stack.only(ingress)).toEqual({
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      description: "192.0.2.0/24 to public",
      security_group_id: stack.reference("aws_security_group", "public", "id"),
      cidr_ipv4: "192.0.2.0/24",
    });
    expect(rules(stack)).toHaveLength(1);
  });

  test("knows IPv6 ranges from IPv4 ones", () => {
    const rule = open("2001:db8::/32").only(ingress);

    expect(rule.cidr_ipv6).toBe("2001:db8::/32");
    expect(rule).not.toHaveProperty("cidr_ipv4");
  });

  test("says what the range is where it has a name", () => {
    const stack = open("10.0.0.0/16", "vpc");

    expect(stack.resources(ingress)).toMatchObject({ "public/from-vpc-443": { description: "vpc to public" } });
  });

  test("stands beside that of a range with the same digits", () => {
    const stack = synthesize((scope) => {
      const { connections } = group(scope, "public");
      connections.allowFromRange("1.10.0.0/16", 443);
      connections.allowFromRange("11.0.0.0/16", 443);
    });

    expect(rules(stack)).toHaveLength(2);
  });
});
