import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { describe, expect, test } from "@jest/globals";
import { TerraformStack, Testing } from "cdktf";

import type { PrivateSubnet } from "../../../src/constructs/network/network";
import { Vpc, type VpcProps } from "../../../src/constructs/network/vpc";
import { addressOf } from "../../../src/terraform/address";
import { location } from "../../support/location";
import { resolved } from "../../support/resolved";
import { policy, Synthesized, synthesize } from "../../support/synthesized";

const zones = [
  { zone: "a", public: "10.0.1.0/24", private: "10.0.3.0/24" },
  { zone: "b", public: "10.0.2.0/24", private: "10.0.4.0/24" },
];

function create(stack: TerraformStack, props: Partial<VpcProps> = {}): Vpc {
  return new Vpc(stack, "network", {
    name: "test",
    cidr: "10.0.0.0/16",
    location,
    zones,
    nat: "none",
    ...props,
  });
}

function vpc(props: Partial<VpcProps> = {}): Synthesized {
  return synthesize((stack) => create(stack, props));
}

/** The VPC with what it tells others. */
function tell(props: Partial<VpcProps> = {}): { stack: Synthesized; told: Vpc } {
  const scope = new TerraformStack(Testing.app(), "test");
  new AwsProvider(scope, "aws", { region: "us-east-1" });
  const told = create(scope, props);
  return { stack: new Synthesized(scope), told };
}

describe("Vpc", () => {
  test("has a public and a private subnet in each zone", () => {
    const subnets = vpc().resources("aws_subnet");

    expect(Object.keys(subnets)).toEqual([
      "network/zone-a/private-subnet",
      "network/zone-a/public-subnet",
      "network/zone-b/private-subnet",
      "network/zone-b/public-subnet",
    ]);
    expect(subnets["network/zone-b/private-subnet"]).toMatchObject({
      cidr_block: "10.0.4.0/24",
      availability_zone: "us-east-1b",
    });
  });

  test("keeps every resource of a zone as it is when another zone is added", () => {
    const before = vpc({ nat: "one-per-zone" });
    const after = vpc({
      nat: "one-per-zone",
      zones: [...zones, { zone: "c", public: "10.0.5.0/24", private: "10.0.6.0/24" }],
    });

    for (const type of ["aws_subnet", "aws_route_table", "aws_route", "aws_nat_gateway", "aws_eip"]) {
      expect(after.resources(type)).toMatchObject(before.resources(type));
    }
  });

  test("closes the default security group", () => {
    const group = vpc().only("aws_default_security_group");

    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
  });

  test.each([
    ["none", []],
    ["single", ["network/zone-a/nat-gateway"]],
    ["one-per-zone", ["network/zone-a/nat-gateway", "network/zone-b/nat-gateway"]],
  ] as const)("with nat %s has the NAT gateways %j", (nat, gateways) => {
    expect(Object.keys(vpc({ nat }).resources("aws_nat_gateway"))).toEqual(gateways);
  });

  test("sends every zone's private traffic through the single NAT gateway", () => {
    const routes = vpc({ nat: "single" }).resources("aws_route");

    const [a, b] = [routes["network/zone-a/private-ipv4"], routes["network/zone-b/private-ipv4"]];
    expect(a).toHaveProperty("nat_gateway_id");
    expect(b?.nat_gateway_id).toBe(a?.nat_gateway_id);
  });

  test("never routes a private subnet to the internet gateway", () => {
    const routes = Object.entries(vpc({ nat: "one-per-zone" }).resources("aws_route"));

    const throughGateway = routes.filter(([, route]) => "gateway_id" in route).map(([path]) => path);
    expect(throughGateway.every((path) => path.includes("/public-"))).toBe(true);
    expect(throughGateway).toHaveLength(4);
  });

  test.each([
    ["none", []],
    ["single", ["a", "b"]],
    ["one-per-zone", ["a", "b"]],
  ] as const)("with nat %s lets whatever pulls an image wait for the routes of the zones %j", (nat, letters) => {
    const { stack, told } = tell({ nat });

    expect(told.outboundAccess.map(addressOf)).toEqual(
      letters.map((letter) => stack.address("aws_route", `network/zone-${letter}/private-ipv4`)),
    );
  });

  test("lets whatever faces the internet wait for the internet gateway", () => {
    const { stack, told } = tell();

    expect(told.internetAccess.map(addressOf)).toEqual([
      stack.address("aws_internet_gateway", "network/internet-gateway"),
    ]);
  });

  test("keeps databases where code runs, in private subnets", () => {
    const { stack, told } = tell();

    expect(resolved(told, told.databaseSubnetIds)).toEqual(
      ["a", "b"].map((letter) => stack.reference("aws_subnet", `network/zone-${letter}/private-subnet`, "id")),
    );
  });

  test("makes something in each private subnet, named by its zone", () => {
    const { stack, told } = tell();

    const made: PrivateSubnet[] = [];
    told.forEachPrivateSubnet((subnet) => made.push(subnet));
    expect(resolved(told, made)).toEqual(
      ["a", "b"].map((key) => ({ key, id: stack.reference("aws_subnet", `network/zone-${key}/private-subnet`, "id") })),
    );
  });

  test("reaches S3 through a gateway endpoint from every private route table", () => {
    const endpoint = vpc().only("aws_vpc_endpoint");

    expect(endpoint).toMatchObject({ service_name: "com.amazonaws.us-east-1.s3", vpc_endpoint_type: "Gateway" });
    expect(endpoint.route_table_ids).toHaveLength(2);
  });

  test("reaches DynamoDB without leaving the network only by choice", () => {
    expect(Object.keys(vpc().resources("aws_vpc_endpoint"))).toEqual(["network/s3-endpoint"]);

    const stack = vpc({ dynamodbEndpoint: "created" });
    const endpoints = stack.resources("aws_vpc_endpoint");
    expect(endpoints["network/dynamodb-endpoint"]).toMatchObject({
      service_name: "com.amazonaws.us-east-1.dynamodb",
      vpc_endpoint_type: "Gateway",
      route_table_ids: endpoints["network/s3-endpoint"]?.route_table_ids,
    });
  });

  test("leaves the endpoints to everybody's credentials, as AWS does", () => {
    expect(policy(vpc().only("aws_vpc_endpoint").policy).Statement).toEqual([
      { Sid: "AnyAccount", Effect: "Allow", Principal: "*", Action: ["*"], Resource: ["*"] },
    ]);
  });

  test("can keep other accounts' credentials from the endpoints, but not the layers of images", () => {
    const endpoint = vpc({ endpointAccess: "own-account" }).only("aws_vpc_endpoint");

    expect(policy(endpoint.policy).Statement).toEqual([
      {
        Sid: "OwnAccount",
        Effect: "Allow",
        Principal: "*",
        Action: ["*"],
        Resource: ["*"],
        Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
      },
      {
        Sid: "ImageLayers",
        Effect: "Allow",
        Principal: "*",
        Action: ["s3:GetObject"],
        Resource: ["arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"],
      },
    ]);
  });
});
