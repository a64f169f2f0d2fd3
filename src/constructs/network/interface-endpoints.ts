import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import type { Connections, IConnectable } from "./connections";
import { type EndpointAccess, endpointPolicy } from "./endpoint-policy";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";

export interface InterfaceEndpointsProps {
  readonly network: INetwork;
  readonly name: string;
  readonly location: AwsLocation;
  readonly access: EndpointAccess;
  /** The last part of each endpoint's service name, as in `ecr.api`. */
  readonly services: readonly string[];
}

/**
 * AWS services reached from private subnets without leaving the VPC, under their usual names (AWS PrivateLink Guide,
 * "Access an AWS service using an interface VPC endpoint").
 *
 * Costs money: each by the hour in every zone, and by the gigabyte.
 */
export class InterfaceEndpoints extends Construct implements IConnectable {
  public readonly connections: Connections;

  public constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { network, name, location, access, services } = props;
    const policy = endpointPolicy(access, location);
    const securityGroup = new SecurityGroup(this, "security-group", {
      network,
      name: `${name}-endpoints`,
      label: "endpoints",
      port: 443,
    });
    this.connections = securityGroup.connections;
    for (const service of services) {
      new VpcEndpoint(this, service.replaceAll(".", "-"), {
        vpcId: network.vpcId,
        serviceName: `com.amazonaws.${location.region}.${service}`,
        vpcEndpointType: "Interface",
        subnetIds: network.privateSubnetIds,
        securityGroupIds: [securityGroup.id],
        privateDnsEnabled: true,
        policy,
        tags: { Name: `${name}-${service}` },
      });
    }
  }
}
