import { expect, test } from "@jest/globals";

import { connectionsOf } from "../../src/documentation/connections";
import { stackOf } from "./stack";

const api = "aws_security_group.services_api_service_security-group_00000000";
const files = "aws_security_group.services_api_file-system_security-group_00000000";
const groups = { [api]: { description: "Members of api" }, [files]: { description: "Members of api-files" } };
const port = (number: number): Record<string, unknown> => ({ ip_protocol: "tcp", from_port: number, to_port: number });
const id = (address: string): string => `\${${address}.id}`;

function said(rules: Record<string, Record<string, unknown>>): string[] {
  const connections = connectionsOf(stackOf({ ...groups, ...rules }).blocks);
  return connections.map(({ from, to, ports }) => `${from.name} → ${to.name}: ${ports.join(", ")}`);
}

const out = {
  "aws_vpc_security_group_egress_rule.out": {
    security_group_id: id(api),
    referenced_security_group_id: id(files),
    ...port(2049),
  },
};
const into = {
  "aws_vpc_security_group_ingress_rule.into": {
    security_group_id: id(files),
    referenced_security_group_id: id(api),
    ...port(2049),
  },
};

test("a connection between two groups needs both sides", () => {
  expect(said(out)).toEqual([]);
  expect(said(into)).toEqual([]);
  expect(said({ ...out, ...into })).toEqual(["services.api → api-files: 2049"]);
});

test("every address is the internet, other ranges keep their names", () => {
  const rule = { security_group_id: id(api), ...port(443) };
  expect(
    said({
      "aws_vpc_security_group_ingress_rule.a": { ...rule, cidr_ipv6: "::/0", description: "::/0 to api" },
      "aws_vpc_security_group_ingress_rule.b": { ...rule, cidr_ipv4: "10.0.0.0/8", description: "office to api" },
      "aws_vpc_security_group_ingress_rule.c": {
        ...rule,
        cidr_ipv4: "${data.aws_vpc.x.cidr_block}",
        description: "vpc to api",
      },
      "aws_vpc_security_group_egress_rule.d": { ...rule, cidr_ipv4: "0.0.0.0/0", description: "api to temporal" },
    }),
  ).toEqual([
    "internet → services.api: 443",
    "office (10.0.0.0/8) → services.api: 443",
    "vpc → services.api: 443",
    "services.api → temporal (any address): 443",
  ]);
});

test("ports of one connection come together, in order", () => {
  const from = (number: number): Record<string, unknown> => ({
    security_group_id: id(api),
    cidr_ipv4: "0.0.0.0/0",
    ...port(number),
  });
  const rules = {
    "aws_vpc_security_group_ingress_rule.a": from(443),
    "aws_vpc_security_group_ingress_rule.b": from(80),
  };

  expect(said(rules)).toEqual(["internet → services.api: 80, 443"]);
});
