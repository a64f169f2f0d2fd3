import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";

import type { INetwork, PrivateSubnet } from "./network";

type Tags = Readonly<Record<string, string>>;

export interface ExistingVpcProps {
  /** Must fit exactly one VPC: a plan that finds none or several fails. */
  readonly vpcTags: Tags;
  readonly publicSubnetTags: Tags;
  readonly privateSubnetTags: Tags;
  /** @default those of private subnets */
  readonly databaseSubnetTags?: Tags | undefined;
}

/**
 * An existing VPC: it is only looked up (Amazon EC2 API Reference, "DescribeVpcs",
 * "DescribeSubnets"), and nothing here can change it.
 *
 * Costs nothing.
 */
export class ExistingVpc extends Construct implements INetwork {
  public readonly publicAddresses = "ipv4";
  public readonly internetAccess = [];
  public readonly outboundAccess = [];
  public readonly natGateways = [];
  private readonly vpc: DataAwsVpc;
  private readonly publicSubnets: DataAwsSubnets;
  private readonly privateSubnets: DataAwsSubnets;
  private readonly databaseSubnets: DataAwsSubnets;

  public constructor(
    scope: Construct,
    id: string,
    { vpcTags, publicSubnetTags, privateSubnetTags, databaseSubnetTags }: ExistingVpcProps,
  ) {
    super(scope, id);
    this.vpc = new DataAwsVpc(this, "Resource", { tags: vpcTags });
    this.publicSubnets = this.findSubnets("public-subnets", publicSubnetTags);
    this.privateSubnets = this.findSubnets("private-subnets", privateSubnetTags);
    this.databaseSubnets = databaseSubnetTags
      ? this.findSubnets("database-subnets", databaseSubnetTags)
      : this.privateSubnets;
  }

  public get vpcId(): string {
    return this.vpc.id;
  }

  public get cidr(): string {
    return this.vpc.cidrBlock;
  }

  public get publicSubnetIds(): string[] {
    return this.publicSubnets.ids;
  }

  public get privateSubnetIds(): string[] {
    return this.privateSubnets.ids;
  }

  public get databaseSubnetIds(): string[] {
    return this.databaseSubnets.ids;
  }

  public forEachPrivateSubnet(make: (subnet: PrivateSubnet) => void): void {
    const forEach = TerraformIterator.fromList(this.privateSubnetIds);
    make({ key: "each", id: Token.asString(forEach.value), forEach });
  }

  private findSubnets(id: string, tags: Tags): DataAwsSubnets {
    const subnets = new DataAwsSubnets(this, id, { filter: [{ name: "vpc-id", values: [this.vpcId] }], tags });
    subnets.lifecycle = {
      postcondition: [
        {
          condition: "${length(self.ids) >= 2}",
          errorMessage: `Load balancers and databases need subnets in two zones; fewer have the tags ${JSON.stringify(tags)}.`,
        },
      ],
    };
    return subnets;
  }
}
