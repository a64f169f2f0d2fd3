import { describe, expect, test } from "@jest/globals";

import { ExistingVpc } from "../../../src/constructs/network/existing-vpc";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";

function existingVpc(): { stack: Synthesized; told: unknown } {
  let told: unknown;
  const stack = synthesize((scope) => {
    const { vpcId, cidr, publicSubnetIds, privateSubnetIds, publicAddresses } = new ExistingVpc(scope, "network", {
      vpcTags: { Name: "shared" },
      publicSubnetTags: { tier: "public" },
      privateSubnetTags: { tier: "private" },
    });
    told = resolved(scope, { vpcId, cidr, publicSubnetIds, privateSubnetIds, publicAddresses });
  });
  return { stack, told };
}

describe("ExistingVpc", () => {
  test("changes nothing", () => {
    expect(existingVpc().stack.types()).toEqual([]);
  });

  test("is found by its tags", () => {
    expect(existingVpc().stack.data("aws_vpc")).toMatchObject({ network: { tags: { Name: "shared" } } });
  });

  test("finds its subnets by theirs, in the VPC only", () => {
    const { stack } = existingVpc();

    const filter = [{ name: "vpc-id", values: [stack.reference("data.aws_vpc", "network", "id")] }];
    expect(stack.data("aws_subnets")).toMatchObject({
      "network/public-subnets": { filter, tags: { tier: "public" } },
      "network/private-subnets": { filter, tags: { tier: "private" } },
    });
  });

  test("lets a plan fail that finds fewer than two subnets of a kind", () => {
    expect(existingVpc().stack.data("aws_subnets")["network/private-subnets"]).toMatchObject({
      lifecycle: {
        postcondition: [
          {
            condition: "${length(self.ids) >= 2}",
            error_message:
              'Load balancers and databases need subnets in two zones; fewer have the tags {"tier":"private"}.',
          },
        ],
      },
    });
  });

  test("tells what it has found", () => {
    const { stack, told } = existingVpc();

    expect(told).toEqual({
      vpcId: stack.reference("data.aws_vpc", "network", "id"),
      cidr: stack.reference("data.aws_vpc", "network", "cidr_block"),
      publicSubnetIds: stack.reference("data.aws_subnets", "network/public-subnets", "ids"),
      privateSubnetIds: stack.reference("data.aws_subnets", "network/private-subnets", "ids"),
      publicAddresses: "ipv4",
    });
  });
});
