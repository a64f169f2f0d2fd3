import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Construct } from "constructs";

import type { INetwork } from "./network";

type Tags = Readonly<Record<string, string>>;

export interface ExistingVpcProps {
  /** Must fit exactly one VPC: a plan that finds none or several fails. */
  readonly vpcTags: Tags;
  readonly publicSubnetTags: Tags;
  readonly privateSubnetTags: Tags;
}

/** A VPC that somebody else looks after: it is only looked up, and nothing here can change it. Costs nothing. */
export class ExistingVpc extends Construct implements INetwork {
  public readonly publicAddresses = "ipv4";
  private readonly vpc: DataAwsVpc;
  private readonly publicSubnets: DataAwsSubnets;
  private readonly privateSubnets: DataAwsSubnets;

  public constructor(scope: Construct, id: string, { vpcTags, publicSubnetTags, privateSubnetTags }: ExistingVpcProps) {
    super(scope, id);
    this.vpc = new DataAwsVpc(this, "Resource", { tags: vpcTags });
    this.publicSubnets = this.findSubnets("public-subnets", publicSubnetTags);
    this.privateSubnets = this.findSubnets("private-subnets", privateSubnetTags);
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
