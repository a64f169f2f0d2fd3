import { expect, test } from "@jest/globals";

import { Blocks } from "../../src/terraform-json/blocks";
import { connectionsIn, securityGroupsOf } from "../../src/terraform-json/connections";
import { blocksAt } from "../support/blocks";

const [web, api] = ["aws_security_group.services_web_1", "aws_security_group.services_api_2"];
const reference = (address: string): string => `\${${address}.id}`;

test("a connection has the groups of both ends, and its ports in the order of their numbers", () => {
  const opened = [
    { ip_protocol: "tcp", from_port: 8000, to_port: 8100 },
    { ip_protocol: "tcp", from_port: 443, to_port: 443 },
    { ip_protocol: "udp", from_port: 53, to_port: 53 },
    { ip_protocol: "-1" },
  ];
  const rules = opened.flatMap((ports, index) => [
    [
      `aws_vpc_security_group_egress_rule.out_${index}`,
      { ...ports, security_group_id: reference(web), referenced_security_group_id: reference(api) },
    ],
    [
      `aws_vpc_security_group_ingress_rule.in_${index}`,
      { ...ports, security_group_id: reference(api), referenced_security_group_id: reference(web) },
    ],
  ]);
  const blocks = new Blocks(
    blocksAt({ [web]: {}, [api]: {}, ...(Object.fromEntries(rules) as Record<string, Record<string, unknown>>) }),
  );
  const [connection, ...others] = connectionsIn(blocks, ({ path }) => path.part);
  expect(others).toEqual([]);
  expect(connection?.from).toEqual({ name: "services.web", group: web });
  expect(connection?.to).toEqual({ name: "services.api", group: api });
  expect([...(connection?.ports ?? [])].sort()).toEqual(["443", "8000-8100", "any", "udp 53"]);
});

test("a group that another stack manages is no end with a group", () => {
  const blocks = new Blocks(
    blocksAt({
      "aws_vpc_security_group_ingress_rule.in": {
        ...{ ip_protocol: "tcp", from_port: 443, to_port: 443 },
        ...{ security_group_id: "sg-1", cidr_ipv4: "10.0.0.0/8" },
      },
    }),
  );
  expect(connectionsIn(blocks, ({ address }) => address)).toEqual([
    {
      from: { name: "10.0.0.0/8", range: "10.0.0.0/8" },
      to: { name: "a group that is not managed here" },
      ports: ["443"],
    },
  ]);
});

test.each([
  ["aws_db_instance.a", { vpc_security_group_ids: [reference(api)] }],
  ["aws_db_proxy.a", { vpc_security_group_ids: [reference(api)] }],
  ["aws_ecs_service.a", { network_configuration: { security_groups: [reference(api)], subnets: [] } }],
  ["aws_efs_mount_target.a", { security_groups: [reference(api)] }],
  ["aws_lb.a", { security_groups: [reference(api), "sg-1"] }],
  ["data.aws_rds_clusters.services_api_cluster_3", {}],
])("%s is a member of its groups", (address, body) => {
  const blocks = new Blocks(blocksAt({ [web]: {}, [api]: {}, [address]: body }));
  const member = blocks.get(address);
  expect(member && securityGroupsOf(member, blocks)).toEqual([api]);
});
