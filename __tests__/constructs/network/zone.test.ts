import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { describe, expect, test } from "@jest/globals";

import { Zone } from "../../../src/constructs/network/zone";
import { type Synthesized, synthesize } from "../../support/synthesized";

function zone(letter = "a", use: (zone: Zone) => void = () => undefined): Synthesized {
  return synthesize((stack) => {
    const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
    const created = new Zone(stack, "zone", {
      zone: letter,
      public: "10.0.1.0/24",
      private: "10.0.3.0/24",
      name: "finance-app",
      region: "us-east-1",
      vpc,
      internet: new InternetGateway(stack, "internet-gateway", { vpcId: vpc.id }),
    });
    use(created);
  });
}

describe("Zone", () => {
  test("has both subnets in its availability zone, named and marked by what they are for", () => {
    const stack = zone("b");

    const vpc = stack.reference("aws_vpc", "vpc", "id");
    expect(stack.resources("aws_subnet")).toMatchObject({
      "zone/private-subnet": {
        vpc_id: vpc,
        availability_zone: "us-east-1b",
        cidr_block: "10.0.3.0/24",
        tags: { Name: "finance-app-private-b", tier: "private" },
      },
      "zone/public-subnet": {
        vpc_id: vpc,
        availability_zone: "us-east-1b",
        cidr_block: "10.0.1.0/24",
        tags: { Name: "finance-app-public-b", tier: "public" },
      },
    });
  });

  test.each([
    ["a", 0],
    ["c", 2],
  ])("in zone %s takes the VPC's IPv6 network %d, whichever other zones there are", (letter, number) => {
    const stack = zone(letter);

    expect(stack.resources("aws_subnet")["zone/public-subnet"]).toMatchObject({
      ipv6_cidr_block: `\${cidrsubnet(${stack.address("aws_vpc", "vpc")}.ipv6_cidr_block, 8, ${number})}`,
      assign_ipv6_address_on_creation: true,
    });
  });

  test("gives no public address to anything by itself", () => {
    for (const subnet of Object.values(zone().resources("aws_subnet")))
      expect(subnet).not.toHaveProperty("map_public_ip_on_launch");
    expect(zone().resources("aws_subnet")["zone/private-subnet"]).not.toHaveProperty("ipv6_cidr_block");
  });

  test("has a route table for each subnet", () => {
    const stack = zone();

    for (const tier of ["public", "private"])
      expect(stack.resources("aws_route_table_association")[`zone/${tier}-association`]).toMatchObject({
        route_table_id: stack.reference("aws_route_table", `zone/${tier}-route-table`, "id"),
        subnet_id: stack.reference("aws_subnet", `zone/${tier}-subnet`, "id"),
      });
  });

  test("lets the public subnet reach the internet over IPv4 and IPv6, and the private one not at all", () => {
    const stack = zone();

    const route = {
      route_table_id: stack.reference("aws_route_table", "zone/public-route-table", "id"),
      gateway_id: stack.reference("aws_internet_gateway", "internet-gateway", "id"),
    };
    expect(Object.values(stack.resources("aws_route"))).toEqual([
      { ...route, destination_cidr_block: "0.0.0.0/0" },
      { ...route, destination_ipv6_cidr_block: "::/0" },
    ]);
  });

  test("lets the private subnet reach the internet through a NAT gateway in the public one", () => {
    const stack = zone("a", (created) => {
      created.routeToInternet(created.createNatGateway());
    });

    expect(stack.only("aws_nat_gateway")).toMatchObject({
      allocation_id: stack.reference("aws_eip", "zone/nat-address", "allocation_id"),
      subnet_id: stack.reference("aws_subnet", "zone/public-subnet", "id"),
      tags: { Name: "finance-app-nat-a" },
      depends_on: [stack.address("aws_internet_gateway", "internet-gateway")],
    });
    expect(stack.resources("aws_route")["zone/private-ipv4"]).toEqual({
      route_table_id: stack.reference("aws_route_table", "zone/private-route-table", "id"),
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: stack.reference("aws_nat_gateway", "zone/nat-gateway", "id"),
    });
  });
});
