import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import type { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import type { Route } from "@cdktf/provider-aws/lib/route";
import { Vpc as AwsVpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import type { PolicyStatement } from "../iam/policy-document";
import { type EndpointAccess, endpointPolicy } from "./endpoint-policy";
import type { INetwork, PrivateSubnet } from "./network";
import { Zone, type ZoneRanges } from "./zone";

export interface VpcProps {
  /** What the console shows it as. */
  readonly name: string;
  /** As in `10.0.0.0/16`. */
  readonly cidr: string;
  readonly location: AwsLocation;
  /** One entry an availability zone, with the ranges of its subnets. */
  readonly zones: readonly ZoneRanges[];
  /** How private subnets reach the internet. */
  readonly nat: "none" | "single" | "one-per-zone";
  /** Whether DynamoDB is reached without leaving the network, as S3 always is. @default "none" */
  readonly dynamodbEndpoint?: "none" | "created";
  /** Whose credentials may be used through the endpoints. @default "any-account" */
  readonly endpointAccess?: EndpointAccess;
}

/**
 * A VPC with a public and a private subnet in each of its zones. Public subnets speak IPv4 and IPv6 and are for load
 * balancers; whatever runs code or keeps data lives in private ones (Amazon VPC User Guide, "Example: VPC with servers
 * in private subnets and NAT"). The default security group allows nothing, and S3 is reached without leaving the
 * network, DynamoDB by choice.
 *
 *     internet ── internet gateway ── public subnet ── NAT gateway ── private subnet ── S3 endpoint
 *
 * Costs money: every NAT gateway by the hour and by the gigabyte, and its public address by the hour. All else is free.
 */
export class Vpc extends Construct implements INetwork {
  public readonly publicAddresses = "dualstack";
  public readonly cidr: string;
  public readonly resource: AwsVpc;
  public readonly outboundAccess: TerraformResource[];
  public readonly natGateways: { zone: string; id: string }[] = [];
  private readonly internet: InternetGateway;
  private readonly zones: readonly Zone[];

  public constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const { name, cidr, location, zones, nat } = props;
    this.cidr = cidr;
    this.resource = new AwsVpc(this, "Resource", {
      cidrBlock: cidr,
      assignGeneratedIpv6CidrBlock: true,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: name },
    });
    this.closeDefaultSecurityGroup(name);
    this.internet = new InternetGateway(this, "internet-gateway", { vpcId: this.vpcId, tags: { Name: name } });
    this.zones = zones.map(
      (ranges) =>
        new Zone(this, `zone-${ranges.zone}`, {
          ...ranges,
          name,
          region: location.region,
          vpc: this.resource,
          internet: this.internet,
        }),
    );
    this.outboundAccess = this.connectPrivateSubnets(nat);
    this.connectTo("s3", props, [imageLayers(location)]);
    if (props.dynamodbEndpoint === "created") this.connectTo("dynamodb", props);
  }

  public get vpcId(): string {
    return this.resource.id;
  }

  public get publicSubnetIds(): string[] {
    return this.zones.map((zone) => zone.publicSubnet.id);
  }

  public get privateSubnetIds(): string[] {
    return this.zones.map((zone) => zone.privateSubnet.id);
  }

  public get internetAccess(): TerraformResource[] {
    return [this.internet];
  }

  public get databaseSubnetIds(): string[] {
    return this.privateSubnetIds;
  }

  public forEachPrivateSubnet(make: (subnet: PrivateSubnet) => void): void {
    for (const { letter, privateSubnet } of this.zones) make({ key: letter, id: privateSubnet.id });
  }

  private closeDefaultSecurityGroup(name: string): void {
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: this.vpcId,
      tags: { Name: `${name}-default-closed` },
    });
  }

  private connectPrivateSubnets(nat: VpcProps["nat"]): Route[] {
    const [first] = this.zones;
    if (nat === "none" || !first) return [];
    const shared = nat === "single" ? this.createNatGateway(first) : undefined;
    return this.zones.map((zone) => zone.routeToInternet(shared ?? this.createNatGateway(zone)));
  }

  private createNatGateway(zone: Zone): NatGateway {
    const gateway = zone.createNatGateway();
    this.natGateways.push({ zone: zone.letter, id: gateway.id });
    return gateway;
  }

  private connectTo(
    service: "s3" | "dynamodb",
    { name, location, endpointAccess = "any-account" }: VpcProps,
    openToOthers: readonly PolicyStatement[] = [],
  ): void {
    new VpcEndpoint(this, `${service}-endpoint`, {
      vpcId: this.vpcId,
      serviceName: `com.amazonaws.${location.region}.${service}`,
      vpcEndpointType: "Gateway",
      routeTableIds: this.zones.map((zone) => zone.privateRouteTable.id),
      policy: endpointPolicy(endpointAccess, location, openToOthers),
      tags: { Name: `${name}-${service}` },
    });
  }
}

/** ECR serves the layers of images from a bucket of its own (Amazon ECR User Guide, "interface VPC endpoints"). */
function imageLayers({ region }: AwsLocation): PolicyStatement {
  return {
    sid: "ImageLayers",
    actions: ["s3:GetObject"],
    resources: [`arn:aws:s3:::prod-${region}-starport-layer-bucket/*`],
    principals: "*",
  };
}
