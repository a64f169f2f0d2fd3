import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn } from "cdktf";
import { Construct } from "constructs";

/** An availability zone and the IPv4 ranges of its two subnets. */
export interface ZoneRanges {
  /** The zone's letter, as in `a` of `us-east-1a`. */
  readonly zone: string;
  readonly public: string;
  readonly private: string;
}

export interface ZoneProps extends ZoneRanges {
  /** The VPC's name. */
  readonly name: string;
  readonly region: string;
  readonly vpc: Vpc;
  readonly internet: InternetGateway;
}

/**
 * A public and a private subnet in one availability zone, each with its own route table, so that no zone depends on
 * another one (Amazon VPC User Guide, "NAT gateway basics").
 *
 * Costs nothing, until `createNatGateway`.
 */
export class Zone extends Construct {
  public readonly publicSubnet: Subnet;
  public readonly privateSubnet: Subnet;
  public readonly privateRouteTable: RouteTable;
  /** As in `a`. */
  public readonly letter: string;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ZoneProps,
  ) {
    super(scope, id);
    this.letter = props.zone;
    this.publicSubnet = this.createSubnet("public", {
      cidrBlock: props.public,
      ipv6CidrBlock: Fn.cidrsubnet(props.vpc.ipv6CidrBlock, 8, ipv6Network(props.zone)),
      assignIpv6AddressOnCreation: true,
    });
    this.privateSubnet = this.createSubnet("private", { cidrBlock: props.private });

    const publicRouteTable = this.createRouteTable("public", this.publicSubnet);
    this.privateRouteTable = this.createRouteTable("private", this.privateSubnet);
    const toInternet = { routeTableId: publicRouteTable.id, gatewayId: props.internet.id };
    new Route(this, "public-ipv4", { ...toInternet, destinationCidrBlock: "0.0.0.0/0" });
    new Route(this, "public-ipv6", { ...toInternet, destinationIpv6CidrBlock: "::/0" });
  }

  /** A NAT gateway in this zone's public subnet. Costs money by the hour and by the gigabyte. */
  public createNatGateway(): NatGateway {
    const address = new Eip(this, "nat-address", { domain: "vpc", tags: { Name: this.nameOf("nat") } });
    return new NatGateway(this, "nat-gateway", {
      allocationId: address.allocationId,
      subnetId: this.publicSubnet.id,
      tags: { Name: this.nameOf("nat") },
      dependsOn: [this.props.internet],
    });
  }

  /** Sends what the private subnet says to the internet through a NAT gateway, of this zone or another. */
  public routeToInternet(nat: NatGateway): Route {
    return new Route(this, "private-ipv4", {
      routeTableId: this.privateRouteTable.id,
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: nat.id,
    });
  }

  private createSubnet(
    tier: "public" | "private",
    ranges: { cidrBlock: string; ipv6CidrBlock?: string; assignIpv6AddressOnCreation?: boolean },
  ): Subnet {
    const { vpc, region, zone } = this.props;
    return new Subnet(this, `${tier}-subnet`, {
      vpcId: vpc.id,
      availabilityZone: `${region}${zone}`,
      ...ranges,
      tags: { Name: this.nameOf(tier), tier },
    });
  }

  private createRouteTable(tier: "public" | "private", subnet: Subnet): RouteTable {
    const table = new RouteTable(this, `${tier}-route-table`, {
      vpcId: this.props.vpc.id,
      tags: { Name: this.nameOf(tier) },
    });
    new RouteTableAssociation(this, `${tier}-association`, { routeTableId: table.id, subnetId: subnet.id });
    return table;
  }

  private nameOf(what: string): string {
    return `${this.props.name}-${what}-${this.props.zone}`;
  }
}

/** Which of the VPC's 256 IPv6 networks a zone's public subnet takes: one for each letter, whichever are in use. */
function ipv6Network(zone: string): number {
  return zone.charCodeAt(0) - "a".charCodeAt(0);
}
