import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";

import type { Connections, IConnectable } from "./connections";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";

export interface InterfaceEndpointsProps {
  readonly network: INetwork;
  readonly name: string;
  readonly region: string;
  /** The last part of each endpoint's service name, as in `ecr.api`. */
  readonly services: readonly string[];
}

/**
 * AWS services reached from private subnets without leaving the VPC, under their usual names.
 *
 * Costs money: each by the hour in every zone, and by the gigabyte.
 */
export class InterfaceEndpoints extends Construct implements IConnectable {
  public readonly connections: Connections;

  public constructor(scope: Construct, id: string, { network, name, region, services }: InterfaceEndpointsProps) {
    super(scope, id);
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
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: "Interface",
        subnetIds: network.privateSubnetIds,
        securityGroupIds: [securityGroup.id],
        privateDnsEnabled: true,
        tags: { Name: `${name}-${service}` },
      });
    }
  }
}
