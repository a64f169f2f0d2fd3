import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { describe, expect, test } from "@jest/globals";

import { ExistingVpc, type ExistingVpcProps } from "../../../src/constructs/network/existing-vpc";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";

function existingVpc(props: Partial<ExistingVpcProps> = {}): { stack: Synthesized; told: unknown } {
  let told: unknown;
  const stack = synthesize((scope) => {
    const vpc = new ExistingVpc(scope, "network", {
      vpcTags: { Name: "shared" },
      publicSubnetTags: { tier: "public" },
      privateSubnetTags: { tier: "private" },
      ...props,
    });
    const { vpcId, cidr, publicSubnetIds, privateSubnetIds, databaseSubnetIds, publicAddresses } = vpc;
    told = resolved(scope, { vpcId, cidr, publicSubnetIds, privateSubnetIds, databaseSubnetIds, publicAddresses });
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
      databaseSubnetIds: stack.reference("data.aws_subnets", "network/private-subnets", "ids"),
      publicAddresses: "ipv4",
    });
  });

  test("has subnets for databases where they are told apart", () => {
    const { stack, told } = existingVpc({ databaseSubnetTags: { tier: "secure" } });

    expect(stack.data("aws_subnets")).toMatchObject({ "network/database-subnets": { tags: { tier: "secure" } } });
    expect(told).toMatchObject({
      databaseSubnetIds: stack.reference("data.aws_subnets", "network/database-subnets", "ids"),
      privateSubnetIds: stack.reference("data.aws_subnets", "network/private-subnets", "ids"),
    });
  });

  test("makes something in each private subnet by letting Terraform repeat it", () => {
    const stack = synthesize((scope) => {
      const vpc = new ExistingVpc(scope, "network", {
        vpcTags: { Name: "shared" },
        publicSubnetTags: { tier: "public" },
        privateSubnetTags: { tier: "private" },
      });
      vpc.forEachPrivateSubnet(({ key, id, forEach }) => {
        new EfsMountTarget(scope, key, { fileSystemId: "fs-1", subnetId: id, ...(forEach && { forEach }) });
      });
    });

    const { for_each: repeated, subnet_id: subnet } = stack.only("aws_efs_mount_target");
    expect(repeated).toBe(`\${toset(${stack.address("data.aws_subnets", "network/private-subnets")}.ids)}`);
    expect(subnet).toBe("${each.value}");
  });

  test("leaves nothing to wait for, since its ways to the internet are somebody else's", () => {
    synthesize((scope) => {
      const tags = { vpcTags: {}, publicSubnetTags: {}, privateSubnetTags: {} };
      const { internetAccess, outboundAccess } = new ExistingVpc(scope, "network", tags);

      expect([...internetAccess, ...outboundAccess]).toEqual([]);
    });
  });
});
